package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said, or waits to be said, to one member. The ledger has no index by person, on purpose;
 * but a message's id is made of its reason, so whoever knows the reasons finds the lines.
 */
@Singleton
public final class Correspondence {

  private final Store store;
  private final Answers answers;
  private final Events events;
  private final Reminders reminders;
  private final Clock clock;

  Correspondence(Store store, Answers answers, Events events, Reminders reminders, Clock clock) {
    this.store = store;
    this.answers = answers;
    this.events = events;
    this.reminders = reminders;
    this.clock = clock;
  }

  /**
   * A line of the ledger.
   *
   * @param state {@code PENDING}, {@code SENT}…
   * @param settledAt when it left or was given up; {@code null} before
   */
  public record Line(Kind kind, String state, Instant queuedAt, @Nullable Instant settledAt) {}

  /**
   * The lines about a member that their account, answers and decisions lead to, oldest first; one
   * batch read for each hundred. Codes are not among them: nothing links a code request to an
   * account.
   *
   * @param answered the events of the answers
   */
  public List<Line> ledger(
      String member, List<Answer> given, List<Event> answered, List<Decision> decisions) {
    List<Message> said = toMember(member, given);
    answered.forEach(event -> said.addAll(reminders(event, member)));
    decisions.forEach(decision -> said.add(told(decision, member)));
    return store.getAll(said.stream().map(one -> Outbox.key(one.id())).toList()).values().stream()
        .map(
            row ->
                new Line(
                    Kind.valueOf(row.text("kind")),
                    row.text("state"),
                    row.instant("createdAt"),
                    row.instantOrNull("settledAt")))
        .sorted(Comparator.comparing(Line::queuedAt))
        .toList();
  }

  /**
   * Unsays what nobody has begun to send to a member, reminders included; what is said of
   * decisions, owed by law, stays. A read for each hundred answers, and a delete for each.
   *
   * @return how many messages are gone
   */
  public int withdraw(String member) {
    List<Answer> given = answers.of(member);
    int unsaid = withdraw(member, given);
    for (Event event : events.outlines(given.stream().map(Answer::event).toList()).values()) {
      if (clock.instant().isBefore(event.startsAt())) {
        unsaid += unqueue(reminders(event, member));
      }
    }
    return unsaid;
  }

  /**
   * Unsays the same but for reminders, for which the role of the purge has no pepper; the mailer
   * finds nobody any more to say them to.
   */
  int withdraw(String member, List<Answer> given) {
    return unqueue(toMember(member, given));
  }

  /**
   * What may have been said to a member and can be found. Nobody can name the message about an
   * event cancelled or moved, whose reason holds something forgotten since; opposed or erased, the
   * mailer finds nobody to say it to.
   */
  private List<Message> toMember(String member, List<Answer> given) {
    List<Message> messages = new ArrayList<>();
    messages.add(message(Kind.WELCOME, member, member));
    for (Answer answer : given) {
      Instant since = answer.waitingSince();
      if (since != null) {
        String reason = answer.event() + "#" + member + "#" + since.toEpochMilli();
        messages.add(message(Kind.PROMOTED, member, reason));
      }
      if (answer.acceptedAt() != null) {
        messages.add(message(Kind.ACCEPTED, member, Acceptance.reason(answer)));
      }
    }
    return messages;
  }

  private List<Message> reminders(Event event, String member) {
    return reminders.reasons(event, member).stream()
        .map(reason -> message(Kind.REMINDER, member, reason))
        .toList();
  }

  /** What tells the author of a decision. */
  private Message told(Decision decision, String author) {
    return decision.onAppeal() == null
        ? message(Kind.STATEMENT_OF_REASONS, author, decision.id())
        : message(Kind.APPEAL_DECIDED, author, Appeals.reason(decision, Party.AUTHOR));
  }

  private Message message(Kind kind, String member, String reason) {
    return new Message(kind, new Recipient.Member(member), reason, Map.of(), clock.instant());
  }

  private int unqueue(List<Message> messages) {
    return (int) messages.stream().filter(this::unqueue).count();
  }

  private boolean unqueue(Message message) {
    return store
        .write(
            Write.remove(
                Outbox.key(message.id()),
                Condition.of(
                    "#state = :pending OR #state = :parked",
                    Attributes.none().text("pending", "PENDING").text("parked", "PARKED"))))
        .isWritten();
  }
}
