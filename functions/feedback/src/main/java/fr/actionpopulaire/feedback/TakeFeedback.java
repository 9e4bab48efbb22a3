package fr.actionpopulaire.feedback;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.MailCounts;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.feedback.SesEvent.Meaning;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Draws the consequence of one event (rule D8). An address that takes no mail gets none any more. A
 * complaint ends what the person agreed to receive, with a receipt, and every campaign mail; codes
 * and what the law owes still reach them. Each step may be repeated, and the mark on the message
 * comes last: what broke off is done again, and what was done is counted once.
 */
@Singleton
final class TakeFeedback {

  /** The tag under which mails carry their message's id. */
  private static final String TAG = "message";

  private final JsonMapper json;
  private final Outbox outbox;
  private final Peppers peppers;
  private final Suppressions suppressions;
  private final Members members;
  private final Unsubscriptions unsubscriptions;
  private final MailCounts counts;
  private final Clock clock;

  TakeFeedback(
      JsonMapper json,
      Outbox outbox,
      Peppers peppers,
      Suppressions suppressions,
      Members members,
      Unsubscriptions unsubscriptions,
      MailCounts counts,
      Clock clock) {
    this.json = json;
    this.outbox = outbox;
    this.peppers = peppers;
    this.suppressions = suppressions;
    this.members = members;
    this.unsubscriptions = unsubscriptions;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Takes one event.
   *
   * @param message its JSON
   * @throws IllegalArgumentException if it is not what SES writes; nothing of it is in the
   *     exception
   */
  FeedbackSummary run(String message) {
    SesEvent event = read(message);
    return switch (event.meaning()) {
      case Meaning.Nothing _ -> FeedbackSummary.IGNORED;
      case Meaning.Unreadable _ -> throw new IllegalArgumentException("Not an event of SES");
      case Meaning.Dead(List<String> dead) -> {
        List<EmailAddress> addresses = addresses(dead);
        Optional<String> id = ours(event);
        if (id.isEmpty()) {
          yield FeedbackSummary.IGNORED;
        }
        addresses.forEach(address -> suppressions.bounced(peppers.hash(address), clock.instant()));
        if (outbox.noteFeedback(id.get(), "bounce")) {
          counts.bounced();
        }
        yield FeedbackSummary.BOUNCE;
      }
      case Meaning.Unwanted(List<String> unwilling) -> {
        List<EmailAddress> addresses = addresses(unwilling);
        Optional<String> id = ours(event);
        if (id.isEmpty()) {
          yield FeedbackSummary.IGNORED;
        }
        for (EmailAddress address : addresses) {
          suppressions.complained(peppers.hash(address), clock.instant());
          members.withIdentity(peppers.hashes(address)).ifPresent(unsubscriptions::complain);
        }
        if (outbox.noteFeedback(id.get(), "complaint")) {
          counts.complained();
        }
        yield FeedbackSummary.COMPLAINT;
      }
    };
  }

  /** Reads an event whose message nobody has; it changes nothing. */
  void prime() {
    run(
        "{\"eventType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":"
            + "[{\"emailAddress\":\"nobody@priming.invalid\"}]},"
            + "\"mail\":{\"tags\":{\"message\":[\"priming\"]}}}");
  }

  private SesEvent read(String message) {
    try {
      SesEvent event = json.readValue(message, SesEvent.class);
      if (event != null) {
        return event;
      }
    } catch (IOException e) {
      // The cause quotes the text, which holds an address.
    }
    throw new IllegalArgumentException("Not JSON as SES writes it");
  }

  /** The message it is about, if it is one of ours and still known. */
  private Optional<String> ours(SesEvent event) {
    return event.tag(TAG).filter(id -> outbox.find(id).isPresent());
  }

  private static List<EmailAddress> addresses(List<String> written) {
    if (written.isEmpty()) {
      throw new IllegalArgumentException("Feedback about nobody");
    }
    return written.stream()
        .map(
            address ->
                EmailAddress.parse(address)
                    .orElseThrow(() -> new IllegalArgumentException("Feedback about no address")))
        .toList();
  }
}
