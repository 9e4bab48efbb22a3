package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.rights.AnswerDue;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.dynamodb.RightsRequests.RightsRequest;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request about somebody's data as staff see it.
 *
 * @param dueOn the last day, in Paris, on which an answer is in time
 * @param daysLeft until then; 0 on the day itself, negative when late
 * @param late whether the month ended without an answer, or before it
 * @param email where the answer goes; {@code null} unless read one by one, with a reason
 */
@Serdeable
record RightsRequestView(
    String request,
    String subject,
    Instant receivedAt,
    LocalDate dueOn,
    long daysLeft,
    boolean late,
    @Nullable String outcome,
    @Nullable Instant answeredAt,
    @Nullable String email,
    @Nullable String explanation) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /**
   * The open ones.
   *
   * @param next always {@code null}: answering brings up the others
   * @param late how many of them are late
   */
  @Serdeable
  record ListView(List<RightsRequestView> items, @Nullable String next, long late) {}

  static RightsRequestView of(RightsRequest request, @Nullable Letter letter, Instant now) {
    LocalDate due = AnswerDue.lastDay(request.filedAt());
    return new RightsRequestView(
        request.id(),
        request.subject().code(),
        request.filedAt(),
        due,
        ChronoUnit.DAYS.between(now.atZone(PARIS).toLocalDate(), due),
        request.isLate(now),
        request.outcome(),
        request.answeredAt(),
        letter == null ? null : letter.email().value(),
        letter == null ? null : letter.explanation());
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "RightsRequestView[…]";
  }
}
