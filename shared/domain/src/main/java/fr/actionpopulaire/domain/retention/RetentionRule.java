package fr.actionpopulaire.domain.retention;

import fr.actionpopulaire.domain.retention.Deadline.At;
import fr.actionpopulaire.domain.retention.Deadline.CampaignEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The only place where it is written how long something is kept, from when, and why.
 *
 * <p>The store takes no item without a deadline, and deadlines come from here: expiry, read-side
 * filter, the privacy page, the date shown to the person and the purge all follow one rule.
 */
public enum RetentionRule {
  /** ASVS 6.5.5: a mailed code lives ten minutes at most. */
  CODE_REQUEST(Duration.ofMinutes(10), "la demande du code", "sécurité de la connexion"),
  /** A proved address without account: long enough to finish signing up. */
  VERIFIED_ADDRESS(Duration.ofDays(2), "la saisie du code", "mesures précontractuelles"),
  /** A member's former address: long enough to tell it of the change (ASVS 6.3.7). */
  FORMER_ADDRESS(Duration.ofDays(2), "le changement d’adresse", "sécurité de la connexion"),
  /** Idle limit of a session (ASVS 7.3.1). */
  SESSION_IDLE(Duration.ofDays(30), "la dernière visite", "sécurité de la connexion"),
  /** Absolute limit of a session (ASVS 7.3.2). */
  SESSION(Duration.ofDays(180), "la connexion", "sécurité de la connexion"),
  /** Requests counted against mail bombing. */
  QUOTA(Duration.ofHours(1), "la première demande comptée", "sécurité du service"),
  /** An answer kept so that a repeated request is not carried out twice. */
  IDEMPOTENCY(Duration.ofHours(24), "la requête", "fiabilité du service"),
  /** Member, consents and all that hangs on them (CNIL A5, A6). */
  MEMBER(null, "le scrutin décisif", "consentement"),
  /** Member who agreed to be contacted again: a year without a sign of life. */
  MEMBER_WITH_REUSE(Period.ofYears(1), "votre dernière action", "consentement à la réutilisation"),
  /** Keyed hash of an endorser's or adherent's address (CNIL A2, A3). */
  ENDORSEMENT(null, "le scrutin décisif", "intérêt légitime de la campagne"),
  /** All that survives an erasure or an opposition: a keyed hash (CNIL A17). */
  SUPPRESSION(null, "le scrutin décisif", "respect de votre opposition"),
  /** An event and its texts. */
  EVENT(null, "le scrutin décisif", "consentement"),
  /** Who came or wanted to; only the count stays. */
  ANSWERS(Duration.ofDays(7), "la fin de l’événement", "consentement"),
  /** A notice nobody has decided yet. */
  OPEN_NOTICE(Period.ofMonths(12), "la réception du signalement", "obligation légale (DSA 16)"),
  /** Six months of appeal (DSA 20), then six months to answer for the decision. */
  DECIDED_NOTICE(Period.ofMonths(12), "la décision", "obligation légale (DSA 16, 17)"),
  /** Which of staff read or decided what (CNIL A23: between 6 and 12 months). */
  AUDIT(Period.ofMonths(12), "l’accès", "obligation de sécurité"),
  /** That a mail left, without address or content. */
  LEDGER(Period.ofMonths(6), "l’envoi", "preuve d’envoi"),
  /** That a keyed hash was erased, so that a restored backup is purged before it opens. */
  JOURNAL(Duration.ofDays(36), "l’effacement", "obligation légale (RGPD 17)"),
  /** The last backup of a person's key: after it, every other copy is unreadable. */
  KEY_BACKUP(Duration.ofDays(1), "l’effacement", "sécurité des données");

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final java.time.temporal.@Nullable TemporalAmount period;
  private final String from;
  private final String ground;

  RetentionRule(java.time.temporal.@Nullable TemporalAmount period, String from, String ground) {
    this.period = period;
    this.from = from;
    this.ground = ground;
  }

  /**
   * When something that started its period at {@code start} must be gone. Months and years are
   * counted on the Paris calendar, days and shorter periods in exact hours.
   */
  public Deadline from(Instant start) {
    return switch (period) {
      case null -> new CampaignEnd();
      case Period calendar -> new At(start.atZone(PARIS).plus(calendar).toInstant());
      case java.time.temporal.TemporalAmount exact -> new At(start.plus(exact));
    };
  }

  /** Whether the deadline is the campaign's. */
  public boolean endsWithCampaign() {
    return period == null;
  }

  /** The period in French, as the privacy page prints it. */
  public String periodInFrench() {
    return switch (period) {
      case null -> "jusqu’à la fin de la campagne";
      case Period calendar ->
          calendar.getYears() > 0
              ? calendar.getYears() + " an"
              : calendar.toTotalMonths() + " mois";
      case Duration exact when exact.toDays() > 1 -> exact.toDays() + " jours";
      case Duration exact when exact.toHours() >= 1 -> exact.toHours() + " heures";
      case Duration exact -> exact.toMinutes() + " minutes";
      case java.time.temporal.TemporalAmount other -> other.toString();
    };
  }

  /** Where the period starts, in French, to follow «à compter de». */
  public String startInFrench() {
    return from;
  }

  /** The legal ground, in French. */
  public String groundInFrench() {
    return ground;
  }
}
