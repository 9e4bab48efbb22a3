package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Member.Account;
import java.util.EnumMap;
import java.util.Map;

/** How a member's standing is written down in their item, and read back. */
final class MemberRow {

  private MemberRow() {}

  /** Everything but what the member told us, which is sealed. */
  static Attributes of(Account account) {
    Attributes consents = Attributes.none();
    account
        .consents()
        .forEach((purpose, consent) -> consents.map(purpose.code(), standing(consent)));
    return Attributes.none()
        .text("identity", account.identity())
        .number("version", account.version())
        .instant("createdAt", account.createdAt())
        .instant("lastActAt", account.lastActAt())
        .flag("eventNotices", account.eventNotices())
        .instant("suspendedUntil", account.suspendedUntil())
        .text("photo", account.photo())
        .map("consents", consents);
  }

  static Attributes standing(Consent consent) {
    return Attributes.none()
        .flag("granted", consent.granted())
        .instant("at", consent.at())
        .text("textVersion", consent.textVersion());
  }

  static Account account(Row row) {
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    Row stored = row.map("consents");
    for (Purpose purpose : Purpose.values()) {
      if (stored.has(purpose.code())) {
        Row consent = stored.map(purpose.code());
        consents.put(
            purpose,
            new Consent(
                purpose,
                consent.flag("granted"),
                consent.instant("at"),
                consent.text("textVersion")));
      }
    }
    return new Account(
        row.pk().substring(2),
        row.text("identity"),
        row.number("version"),
        row.instant("createdAt"),
        row.instant("lastActAt"),
        consents,
        row.flag("eventNotices"),
        row.instantOrNull("suspendedUntil"),
        row.textOrNull("photo"));
  }
}
