package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaving every mailing with one click and no login (RFC 8058). A mail's link carries a token that
 * only we can make: the member's id, and a keyed hash of it. It says nothing of the address, needs
 * no row of its own, and works as long as the mail is kept.
 */
@Singleton
public final class Unsubscriptions {

  /** Where a receipt came from when the person unsubscribed by a mail's link. */
  public static final String ORIGIN = "unsubscribe";

  /** Where a receipt came from when the person reported a mail of ours as spam. */
  public static final String COMPLAINT = "complaint";

  /** How often an unsubscription that met another change of the same member is tried. */
  private static final int TRIES = 5;

  private final Store store;
  private final Members members;
  private final Peppers peppers;
  private final MemberRetention retention;
  private final Clock clock;

  Unsubscriptions(
      Store store, Members members, Peppers peppers, MemberRetention retention, Clock clock) {
    this.store = store;
    this.members = members;
    this.peppers = peppers;
    this.retention = retention;
    this.clock = clock;
  }

  /** The token for the links of a member's mails: URL-safe, the same each time. */
  public String token(String member) {
    String id =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(member.getBytes(StandardCharsets.UTF_8));
    return id + "." + peppers.keyedHash("unsubscribe", member);
  }

  /**
   * Whose token it is; empty when we did not make it. Says nothing about the member's existence.
   */
  public Optional<String> member(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > 200) {
      return Optional.empty();
    }
    return decoded(token.substring(0, dot))
        .filter(RandomId::isOne)
        .filter(member -> peppers.made(token.substring(dot + 1), "unsubscribe", member));
  }

  /**
   * Ends the newsletter and the notices about events. Done twice, or for a member who is gone, it
   * changes nothing more. It is no sign of life: mail programs click by themselves.
   *
   * @throws Busy if the member keeps being changed by others meanwhile
   */
  public void unsubscribe(String member) {
    withdraw(member, EnumSet.of(Purpose.NEWSLETTER), ORIGIN);
  }

  /**
   * Takes a complaint for what it says: as {@link #unsubscribe}, and no selected mailings either.
   *
   * @throws Busy if the member keeps being changed by others meanwhile
   */
  public void complain(String member) {
    withdraw(member, EnumSet.of(Purpose.NEWSLETTER, Purpose.TARGETING), COMPLAINT);
  }

  private void withdraw(String member, Set<Purpose> purposes, String origin) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<Account> account = members.account(member);
      if (account.isEmpty() || isWithdrawn(account.get(), purposes)) {
        return;
      }
      if (store.transact(writes(account.get(), purposes, origin)).isWritten()) {
        return;
      }
    }
    throw new Busy(new IllegalStateException("The member kept changing"));
  }

  private static boolean isWithdrawn(Account account, Set<Purpose> purposes) {
    return !account.eventNotices() && purposes.stream().noneMatch(account::agreesTo);
  }

  private List<Write> writes(Account account, Set<Purpose> purposes, String origin) {
    List<Write> writes = new ArrayList<>();
    StringBuilder change = new StringBuilder("SET #eventNotices = :off");
    Attributes values = Attributes.none().flag("off", false).number("one", 1);
    for (Purpose purpose : purposes) {
      Consent standing = account.consents().get(purpose);
      if (standing != null && standing.granted()) {
        Consent refusal =
            new Consent(purpose, false, standing.follow(clock.instant()), ConsentTexts.VERSION);
        writes.add(Members.receipt(account.id(), refusal, retention.of(account), origin));
        change.append(", #consents.#").append(purpose.code()).append(" = :").append(purpose.code());
        values.map(purpose.code(), MemberRow.standing(refusal));
      }
    }
    writes.add(
        Write.change(
            Members.key(account.id()),
            change.append(" ADD #version :one").toString(),
            values,
            Members.unchanged(account)));
    return writes;
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
