package fr.actionpopulaire.domain.retention;

import fr.actionpopulaire.domain.retention.Deadline.AfterCampaign;
import fr.actionpopulaire.domain.retention.Deadline.At;
import fr.actionpopulaire.domain.retention.Deadline.CampaignEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;
import java.util.List;
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
  /** A secret calendar address that nobody reads any more. */
  CALENDAR_LINK(Duration.ofDays(60), "la dernière lecture de l’agenda", "consentement"),
  /** Requests counted against mail bombing. */
  QUOTA(Duration.ofHours(1), "la première demande comptée", "sécurité du service"),
  /** Events published or moved and messages written, counted against abuse. */
  PUBLICATIONS(Duration.ofHours(24), "le premier compté", "sécurité du service"),
  /** An answer kept so that a repeated request is not carried out twice. */
  IDEMPOTENCY(Duration.ofHours(24), "la requête", "fiabilité du service"),
  /** Whose file an uploaded photo is: as long as S3 may still deliver it (ASVS 5.2, 14.2). */
  PHOTO_UPLOAD(Duration.ofHours(24), "la demande d’envoi", "consentement"),
  /** A member's photo; who agreed to be contacted again did not agree to be looked at (CNIL A5). */
  PHOTO(null, "le scrutin décisif", "consentement"),
  /** Member, consents and all that hangs on them (CNIL A5, A6). */
  MEMBER(null, "le scrutin décisif", "consentement"),
  /**
   * Member who agreed to be contacted again: a year without a sign of life, and never before the
   * campaign ends (CNIL A5, A7).
   */
  MEMBER_WITH_REUSE(
      Period.ofYears(1),
      "votre dernière action, et au moins jusqu’à la fin de la campagne",
      "consentement à la réutilisation"),
  /**
   * What an erasure has still to do: due at once, so that the purge finishes one that broke off.
   */
  ERASURE(Duration.ZERO, "la demande d’effacement", "obligation légale (RGPD 17)"),
  /** Keyed hash of an endorser's or adherent's address (CNIL A2, A3). */
  ENDORSEMENT(null, "le scrutin décisif", "intérêt légitime de la campagne"),
  /** All that survives an erasure or an opposition: a keyed hash (CNIL A17). */
  SUPPRESSION(null, "le scrutin décisif", "respect de votre opposition"),
  /** An uploaded file of addresses, should its import fail to delete it: the bucket's own broom. */
  IMPORT_FILE(Duration.ofDays(1), "le dépôt du fichier", "intérêt légitime de la campagne"),
  /** An event and its texts. */
  EVENT(null, "le scrutin décisif", "consentement"),
  /** A link by which somebody may run an event too: a hash. */
  INVITATION(Duration.ofDays(7), "la création du lien", "consentement"),
  /** A message between a member and who runs an event: long enough to be answered (CNIL A6). */
  MESSAGE(Duration.ofDays(30), "l’envoi du message", "consentement"),
  /** What changing an event has still to do: its answers are kept for another time, others come. */
  EVENT_CHANGE(Duration.ofMinutes(5), "la modification de l’événement", "fiabilité du service"),
  /** That a hidden event is to be shown again: due when the measure ends. */
  MEASURE_END(Duration.ZERO, "la fin de la mesure", "obligation légale (DSA 17)"),
  /** Who came or wanted to; only the count stays. */
  ANSWERS(Duration.ofDays(7), "la fin de l’événement", "consentement"),
  /** A notice nobody has decided yet. */
  OPEN_NOTICE(Period.ofMonths(12), "la réception du signalement", "obligation légale (DSA 16)"),
  /** Six months of appeal (DSA 20), then six months to answer for the decision. */
  DECIDED_NOTICE(Period.ofMonths(12), "la décision", "obligation légale (DSA 16, 17)"),
  /** Who reports abusively: the keyed hash of an address, and when (DSA 23). */
  MISUSE(Period.ofMonths(6), "le dernier signalement jugé abusif", "obligation légale (DSA 23)"),
  /** Who of staff looks into something that is reported, so that nobody decides it meanwhile. */
  CLAIM(Duration.ofMinutes(30), "la prise en charge", "fiabilité du service"),
  /** A request about one's data that staff answer, and the proof that they did (GDPR 5(2), 12). */
  RIGHTS_REQUEST(Period.ofMonths(12), "la réception de la demande", "obligation légale (RGPD 12)"),
  /**
   * Published figures of moderation, which name nobody: as long as the Commission wants such
   * reports to stay public (regulation 2024/2835; to be confirmed by counsel).
   */
  TRANSPARENCY(Period.ofYears(5), "la publication", "transparence (DSA 15)"),
  /** Which of staff read or decided what (CNIL A23: between 6 and 12 months). */
  AUDIT(Period.ofMonths(12), "l’accès", "obligation de sécurité"),
  /** That a mail left, without address or content. */
  LEDGER(Period.ofMonths(6), "l’envoi", "preuve d’envoi"),
  /** How many mails left on a day, and how many came back: numbers alone. */
  MAIL_COUNT(Duration.ofDays(3), "le jour de l’envoi", "sécurité du service"),
  /** That a keyed hash was erased, so that a restored backup is purged before it opens. */
  JOURNAL(Duration.ofDays(36), "l’effacement", "obligation légale (RGPD 17)"),
  /** The last backup of a person's key: after it, every other copy is unreadable. */
  KEY_BACKUP(Duration.ofDays(1), "l’effacement", "sécurité des données");

  /**
   * How long before their deletion those who agreed to be contacted again are warned, first warning
   * first; in exact hours.
   */
  public static final List<Duration> WARNINGS = List.of(Duration.ofDays(30), Duration.ofDays(7));

  /** How late the purge may be: it runs every hour, and no promise is broken within a day. */
  public static final Duration PURGE_DELAY = Duration.ofHours(24);

  /** How late DynamoDB's own broom may be; what it sweeps is long invisible by then. */
  public static final Duration BROOM_DELAY = Duration.ofHours(72);

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
    if (period == null) {
      return new CampaignEnd();
    }
    Instant end = end(start, period);
    return this == MEMBER_WITH_REUSE ? new AfterCampaign(end) : new At(end);
  }

  private static Instant end(Instant start, TemporalAmount period) {
    return period instanceof Period calendar
        ? start.atZone(PARIS).plus(calendar).toInstant()
        : start.plus(period);
  }

  /**
   * The period in seconds, for what is told to a browser.
   *
   * @throws IllegalStateException if it is counted on the calendar or the campaign's
   */
  public long seconds() {
    if (period instanceof Duration exact) {
      return exact.toSeconds();
    }
    throw new IllegalStateException(name() + " has no exact length");
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
              ? calendar.getYears() + (calendar.getYears() == 1 ? " an" : " ans")
              : calendar.toTotalMonths() + " mois";
      case Duration exact when exact.isZero() -> "aussitôt";
      case Duration exact when exact.toDays() > 1 -> exact.toDays() + " jours";
      case Duration exact when exact.toHours() >= 1 ->
          exact.toHours() + (exact.toHours() == 1 ? " heure" : " heures");
      case Duration exact -> exact.toMinutes() + " minutes";
      case TemporalAmount other -> throw new IllegalStateException(other.toString());
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
