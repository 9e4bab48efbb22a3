package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.MemberErasure.Erased;
import fr.actionpopulaire.dynamodb.MemberErasure.Part;
import fr.actionpopulaire.dynamodb.Table;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What an erasure did: proof for the person, kept by nobody else.
 *
 * @param erasedAt when the data became unreadable
 * @param deleted how much of what was deleted where
 * @param remains what stays, under no name, and its last day in Paris
 * @param backupsUnreadableOn from that day on, no backup can be read either
 */
@Serdeable
public record Certificate(
    Instant erasedAt,
    List<Deleted> deleted,
    List<Remaining> remains,
    LocalDate backupsUnreadableOn) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Some items of one store. */
  @Serdeable
  public record Deleted(String store, String what, int count) {}

  /** Something that stays until a day. */
  @Serdeable
  public record Remaining(String what, LocalDate until) {}

  /**
   * What an erasure did.
   *
   * @param decisions until when what moderation decided about the person is kept, under the id of
   *     an account that is no more
   */
  static Certificate of(Erased erased, List<Deadline> decisions, Campaign campaign) {
    List<Deleted> deleted =
        Arrays.stream(Part.values())
            .filter(erased.deleted()::containsKey)
            .map(
                part ->
                    new Deleted(part.store(), part.code(), erased.deleted().getOrDefault(part, 0)))
            .toList();
    List<Remaining> remains = new ArrayList<>();
    remains.add(remaining("suppression-hash", RetentionRule.SUPPRESSION, erased.at(), campaign));
    remains.add(remaining("erasure-journal", RetentionRule.JOURNAL, erased.at(), campaign));
    remains.add(remaining("mail-ledger", RetentionRule.LEDGER, erased.at(), campaign));
    if (erased.deleted().containsKey(Part.EVENTS)) {
      remains.add(remaining("published-events", RetentionRule.EVENT, erased.at(), campaign));
    }
    remains.add(remaining("audit-trail", RetentionRule.AUDIT, erased.at(), campaign));
    decisions.stream()
        .map(deadline -> new Remaining("decision", day(deadline, campaign)))
        .forEach(remains::add);
    return new Certificate(
        erased.at(), deleted, remains, day(RetentionRule.KEY_BACKUP, erased.at(), campaign));
  }

  private static Remaining remaining(
      String what, RetentionRule rule, Instant at, Campaign campaign) {
    return new Remaining(what, day(rule, at, campaign));
  }

  private static LocalDate day(RetentionRule rule, Instant at, Campaign campaign) {
    return day(rule.from(at), campaign);
  }

  static LocalDate day(Deadline deadline, Campaign campaign) {
    return deadline.in(campaign).atZone(PARIS).toLocalDate();
  }

  static String storeName(Table table) {
    String name = table.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** What a deleted thing is called on the page. */
  public static String french(Deleted deleted) {
    return switch (deleted.what()) {
      case "person-key" -> "la clé qui rendait vos données lisibles";
      case "member" -> "votre compte";
      case "photos" -> "votre photo";
      case "answers" -> "vos participations";
      case "events-organised" -> "votre lien avec les événements que vous organisiez";
      case "consent-receipts" -> "vos preuves de consentement";
      case "identity" -> "le lien entre votre adresse et votre compte";
      case "endorsement" -> "la trace chiffrée de votre soutien";
      case "queued-messages" -> "les messages en attente d’envoi";
      case "relayed-messages" -> "les messages entre vous et qui organise un événement";
      case "repeated-requests" -> "les réponses gardées pour vos requêtes répétées";
      case "sessions" -> "vos connexions";
      default -> deleted.what();
    };
  }

  /** What a remaining thing is called on the page. */
  public static String french(Remaining remaining) {
    return switch (remaining.what()) {
      case "suppression-hash" ->
          "une empreinte chiffrée de votre adresse, pour que personne ne vous réinscrive";
      case "erasure-journal" ->
          "la mention de cet effacement, pour l’appliquer à une sauvegarde restaurée";
      case "mail-ledger" -> "la preuve que des courriels sont partis, sans adresse ni contenu";
      case "audit-trail" ->
          "le journal des accès de l’équipe, sous l’identifiant d’un compte qui n’existe plus";
      case "decision" ->
          "une décision de modération, sous l’identifiant d’un compte qui n’existe plus";
      case "verified-address" -> "l’adresse que vous venez de prouver, chiffrée";
      case "endorsement" -> "la trace chiffrée de votre soutien";
      case "published-events" -> "les événements que vous aviez publiés, sans votre nom";
      default -> remaining.what();
    };
  }
}
