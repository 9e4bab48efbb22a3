package fr.actionpopulaire.dynamodb;

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
  private final Clock clock;

  Correspondence(Store store, Answers answers, Clock clock) {
    this.store = store;
    this.answers = answers;
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
   * batch read. Codes are not among them: nothing links a code request to an account.
   */
  public List<Line> ledger(String member, List<Decision> decisions) {
    List<Message> said = toMember(member, answers.of(member));
    decisions.forEach(
        decision -> said.add(message(Kind.STATEMENT_OF_REASONS, member, decision.id())));
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

  /** Unsays what nobody has begun to send to a member; statements of reasons, owed by law, stay. */
  public int withdraw(String member) {
    return withdraw(member, answers.of(member));
  }

  int withdraw(String member, List<Answer> given) {
    int unsaid = 0;
    for (Message message : toMember(member, given)) {
      unsaid += unqueue(message) ? 1 : 0;
    }
    return unsaid;
  }

  /**
   * What may have been said to a member and can be found. Nobody can name the message about a
   * cancelled event, whose reason holds something forgotten since; opposed or erased, the mailer
   * finds nobody to say it to.
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
    }
    return messages;
  }

  private Message message(Kind kind, String member, String reason) {
    return new Message(kind, new Recipient.Member(member), reason, Map.of(), clock.instant());
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
