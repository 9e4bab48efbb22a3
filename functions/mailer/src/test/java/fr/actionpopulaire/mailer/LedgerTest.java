package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each message and each sweep costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String STREAM = "stream of OutboxTable";

  private final Desk desk;
  private final Ledger ledger;
  private final Set<Kind> seen = new HashSet<>();

  LedgerTest(TestAws aws) {
    desk = new Desk(aws);
    Set<String> operations = new HashSet<>(Ledger.triggers(aws, "mailer"));
    List.of(Kind.values()).forEach(kind -> operations.add(STREAM + ", " + kind));
    ledger = new Ledger(aws, "mailer", operations);
  }

  @Test
  void everyMessageCostsWhatItsLineSays() {
    Message message = desk.welcome("again@example.org");
    desk.deliver(message);
    run(STREAM + ", settled before", () -> desk.deliver(message));
    desk.aws.clock().advance(Duration.ofSeconds(2));
    run("schedule {\"sweep\":true}, nothing to take up", desk::sweep);
    // The second delivery of a kind is part of what another letter needs first.
    desk.around =
        (kind, delivery) -> {
          desk.aws.clock().advance(Duration.ofSeconds(2));
          if (seen.add(kind)) {
            run(STREAM + ", " + kind, delivery);
          } else {
            delivery.run();
          }
        };
    EveryLetter letters = new EveryLetter(desk);
    letters.sent("Dominique");
    letters.event(10, "Dominique");
    desk.around = (_, delivery) -> delivery.run();
    begunSoon(letters);
    ledger.settle();
  }

  /** The two reminders of one event to which one person comes. */
  private void begunSoon(EveryLetter letters) {
    Event event = letters.event(10, "Dominique");
    String member = desk.member("comes@example.org");
    desk.bean(Answers.class).answer(event, member, 0);
    desk.aws.clock().set(event.startsAt().minus(Duration.ofMinutes(23 * 60 + 30)));
    run("schedule {\"sweep\":true}, events that begin soon", desk::sweep);
    run(STREAM + ", " + Kind.REMINDERS, () -> desk.deliver(Kind.REMINDERS));
  }

  private void run(String name, Runnable work) {
    ledger.run(
        name,
        () -> {
          work.run();
          return name;
        });
  }
}
