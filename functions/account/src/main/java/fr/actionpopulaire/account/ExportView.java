package fr.actionpopulaire.account;

import fr.actionpopulaire.account.RightsView.EndorsementView;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.Correspondence;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.web.MemberView;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept about one member and nothing about others (GDPR 15, 20): of the events of others
 * only which, when and where; of a decision neither the report nor who reported or decided.
 *
 * @param member as {@code GET /v1/me} answers it
 * @param account what is stored in clear beside it
 * @param photo the photo that is kept; {@code null} without one
 * @param messages what they wrote to those who run events, or answered as one of them
 * @param endorsement what is kept of their own endorsement; none if it was never imported
 * @param opposedSince since when imports skip their address, from an earlier erasure
 * @param seen what was done with their data, newest first
 * @param elsewhere in French, what cannot be found from the account, and how to ask for it
 */
@Serdeable
record ExportView(
    Instant exportedAt,
    MemberView member,
    AccountView account,
    @Nullable PhotoView photo,
    List<ReceiptView> receipts,
    List<AnswerView> answers,
    List<OrganisedView> events,
    List<CoOrganisedView> coOrganised,
    List<WrittenView> messages,
    List<DecisionView> decisions,
    List<EndorsementView> endorsement,
    @Nullable Instant opposedSince,
    List<SessionView> sessions,
    List<MailView> mails,
    List<SightingView> seen,
    List<String> elsewhere) {

  /**
   * What is stored in clear.
   *
   * @param calendarOpenedAt since when there is a secret address of their calendar
   */
  @Serdeable
  record AccountView(
      Instant createdAt,
      Instant lastActAt,
      boolean eventNotices,
      @Nullable Instant suspendedUntil,
      @Nullable Instant calendarOpenedAt) {}

  /**
   * Their photo, a small picture of some hundred kilobytes at most.
   *
   * @param base64 the file (RFC 4648, section 4)
   */
  @Serdeable
  record PhotoView(String contentType, String base64) {

    static PhotoView of(byte[] jpeg) {
      return new PhotoView(
          PhotoFormat.JPEG.contentType(), Base64.getEncoder().encodeToString(jpeg));
    }
  }

  /**
   * One decision of theirs about one purpose.
   *
   * @param text the words they read, of that version
   * @param origin where they decided
   */
  @Serdeable
  record ReceiptView(
      String purpose,
      boolean granted,
      Instant at,
      String textVersion,
      @Nullable String text,
      String origin) {

    static ReceiptView of(Row row) {
      String version = row.text("textVersion");
      return new ReceiptView(
          row.text("purpose"),
          row.flag("granted"),
          row.instant("at"),
          version,
          Purpose.of(row.text("purpose"))
              .flatMap(purpose -> ConsentTexts.text(version, purpose))
              .orElse(null),
          row.text("origin"));
    }
  }

  /** Their answer to an event. */
  @Serdeable
  record AnswerView(
      String event,
      String page,
      Instant startsAt,
      Instant endsAt,
      String timeZone,
      String commune,
      String status,
      int guests,
      @Nullable Instant waitingSince,
      @Nullable Instant acceptedAt,
      int present) {

    /**
     * @param present with how many one was seen there; 0 when nobody noted it
     */
    static AnswerView of(Answer answer, Event event, int present) {
      return new AnswerView(
          event.id(),
          "/evenements/" + event.id(),
          event.startsAt(),
          event.endsAt(),
          event.timeZone().getId(),
          event.commune(),
          answer.status().code(),
          answer.guests(),
          answer.waitingSince(),
          answer.acceptedAt(),
          present);
    }
  }

  /** An event they run with its organiser, and how they would be called should it become theirs. */
  @Serdeable
  record CoOrganisedView(String event, String page, String displayName, Instant joinedAt) {

    static CoOrganisedView of(CoOrganisers.Own own) {
      return new CoOrganisedView(
          own.event(), "/evenements/" + own.event(), own.displayName(), own.joinedAt());
    }
  }

  /** A message of theirs that is still kept; what others wrote to them is not in it. */
  @Serdeable
  record WrittenView(String event, Instant sentAt, boolean showsFirstName, String text) {

    static WrittenView of(RelayedMessage message) {
      return new WrittenView(message.event(), message.sentAt(), message.named(), message.text());
    }
  }

  /** A moderation decision about them, as they were told it. */
  @Serdeable
  record DecisionView(
      String decision,
      Instant decidedAt,
      String target,
      String measure,
      String scope,
      @Nullable Integer days,
      boolean indefinite,
      String facts,
      boolean automated,
      String ground,
      String reference,
      String explanation,
      Instant appealUntil) {

    static DecisionView of(Decision decision) {
      StatementOfReasons statement = decision.statement();
      Basis basis = statement.basis();
      return new DecisionView(
          decision.id(),
          decision.decidedAt(),
          decision.target().path(),
          statement.measure().code(),
          statement.scope(),
          statement.term() instanceof Term.Days(int days) ? Integer.valueOf(days) : null,
          statement.term() instanceof Term.Indefinite,
          statement.facts(),
          statement.automated(),
          basis.kind().code(),
          basis.reference(),
          basis.explanation(),
          Redress.appealsUntil(decision.decidedAt()));
    }
  }

  /** One device they are signed in on: times only. */
  @Serdeable
  record SessionView(Instant startedAt, Instant usedAt, Instant endsAt) {

    static SessionView of(Row row) {
      return new SessionView(
          row.instant("startedAt"), row.instant("usedAt"), row.instant("expiresAt"));
    }
  }

  /**
   * That staff looked at what concerns them or decided about it, or that a copy was handed out.
   *
   * @param function the function of staff, as {@code moderator}, or of the service, as {@code
   *     account}; never anybody's name
   * @param action {@code read-queue} and {@code read-report} (reports of their events), {@code
   *     decide}, {@code read-appeal}, {@code decide-appeal}, {@code read-rights-request}, {@code
   *     answer-rights-request}, {@code export}
   */
  @Serdeable
  record SightingView(Instant at, String function, String action) {

    static SightingView of(Audit.Sighting sighting) {
      return new SightingView(
          sighting.at(),
          sighting.function().replace("function:", "").toLowerCase(Locale.ROOT),
          sighting.action());
    }
  }

  /** That a mail was sent to them, or waits. */
  @Serdeable
  record MailView(String kind, String state, Instant queuedAt, @Nullable Instant settledAt) {

    static MailView of(Correspondence.Line line) {
      return new MailView(
          line.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          line.state().toLowerCase(Locale.ROOT),
          line.queuedAt(),
          line.settledAt());
    }
  }
}
