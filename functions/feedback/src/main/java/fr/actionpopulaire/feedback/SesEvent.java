package fr.actionpopulaire.feedback;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of an SES event that matters here, as SES publishes it to SNS («Amazon SES event data»,
 * SES developer guide). Everything else in it, headers and diagnostics, is left unread.
 */
@Serdeable
record SesEvent(
    @Nullable String eventType,
    @Nullable Sent mail,
    @Nullable Bounce bounce,
    @Nullable Complaint complaint) {

  /** The mail it is about. */
  @Serdeable
  record Sent(@Nullable Map<String, List<String>> tags) {}

  @Serdeable
  record Bounce(
      @Nullable String bounceType,
      @Nullable String bounceSubType,
      @Nullable List<Recipient> bouncedRecipients) {}

  @Serdeable
  record Complaint(
      @Nullable String complaintFeedbackType, @Nullable List<Recipient> complainedRecipients) {}

  @Serdeable
  record Recipient(@Nullable String emailAddress) {

    /** Never whose. */
    @Override
    public String toString() {
      return "Recipient[…]";
    }
  }

  /** The value of a tag the mail was sent with. */
  Optional<String> tag(String name) {
    return Optional.ofNullable(mail)
        .map(Sent::tags)
        .map(tags -> tags.get(name))
        .filter(values -> values.size() == 1)
        .map(List::getFirst);
  }

  /** What it means for us. */
  Meaning meaning() {
    return switch (String.valueOf(eventType)) {
      case "Bounce" -> bounce == null ? new Meaning.Unreadable() : meaningOf(bounce);
      case "Complaint" -> complaint == null ? new Meaning.Unreadable() : meaningOf(complaint);
      case "null" -> new Meaning.Unreadable();
      default -> new Meaning.Nothing();
    };
  }

  private static Meaning meaningOf(Bounce bounce) {
    boolean dead = "Permanent".equals(bounce.bounceType());
    // Suppressed by SES before sending, for a bounce or complaint we were told of then.
    boolean toldBefore =
        List.of("Suppressed", "OnAccountSuppressionList")
            .contains(String.valueOf(bounce.bounceSubType()));
    return dead && !toldBefore
        ? new Meaning.Dead(addresses(bounce.bouncedRecipients()))
        : new Meaning.Nothing();
  }

  private static Meaning meaningOf(Complaint complaint) {
    // A recipient may also take a mail out of their spam folder.
    return "not-spam".equals(complaint.complaintFeedbackType())
        ? new Meaning.Nothing()
        : new Meaning.Unwanted(addresses(complaint.complainedRecipients()));
  }

  private static List<String> addresses(@Nullable List<Recipient> recipients) {
    return recipients == null
        ? List.of()
        : recipients.stream().map(recipient -> String.valueOf(recipient.emailAddress())).toList();
  }

  /** What an event means for us. */
  sealed interface Meaning {

    /** These addresses take no mail, and never will. */
    record Dead(List<String> addresses) implements Meaning {}

    /** These people do not want our mails. */
    record Unwanted(List<String> addresses) implements Meaning {}

    /** Nothing that changes anything: a full mailbox, a server that is away. */
    record Nothing() implements Meaning {}

    /** Not what SES writes. */
    record Unreadable() implements Meaning {}
  }
}
