package fr.actionpopulaire.mailer;

import fr.actionpopulaire.dynamodb.MadeUpStore;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.lambda.TriggerFunction;
import fr.actionpopulaire.mailer.OutboxChanges.Change;
import fr.actionpopulaire.mailer.Undelivered.Failure;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was put in the outbox. The stream delivers at least once and in batches: a message
 * delivered again is not sent again, and one that could not be sent does not hold back the others
 * of its batch. An event without records is the schedule's: it takes up what stayed pending, and
 * asks for reminders of what begins soon, and lets leave what staff have released.
 */
public final class MailerFunction extends TriggerFunction<OutboxChanges, Undelivered> {

  private static final Argument<OutboxChanges> PAYLOAD = Argument.of(OutboxChanges.class);

  /** Of a message that is gone, which is none of ours. */
  private static final String LIKELY =
      """
      {"Records":[{"eventName":"REMOVE",
        "dynamodb":{"Keys":{"pk":{"S":""},"sk":{"S":""}},"SequenceNumber":""}}]}""";

  /** Of a message that is nowhere, so that nobody can be written to. */
  private static final OutboxChanges NOBODYS =
      new OutboxChanges(
          List.of(
              new Change(
                  "INSERT",
                  new OutboxChanges.Item(
                      Map.of("pk", Map.of("S", Outbox.key("priming").pk())), null))));

  @Inject @Nullable SendMessage sendMessage;
  @Inject @Nullable SweepOutbox sweepOutbox;
  @Inject @Nullable QueueReminders queueReminders;
  @Inject @Nullable ReleaseParked releaseParked;

  /**
   * As the platform starts it, primed by one letter that is not sent and, ahead of time, a message
   * that is not there: no first code waits.
   */
  public MailerFunction() {
    super(PAYLOAD, LIKELY, Undelivered.NONE);
    Priming.start(getApplicationContext().getBean(Rehearsal.class)::run);
    Priming.runAhead(() -> Priming.runAlone(MadeUpStore::refusal, () -> execute(NOBODYS)));
  }

  MailerFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  @Override
  public Undelivered execute(OutboxChanges changes) {
    if (sendMessage == null
        || sweepOutbox == null
        || queueReminders == null
        || releaseParked == null) {
      throw new IllegalStateException("Not started");
    }
    if (changes.records() == null) {
      runAll(queueReminders::run, releaseParked::run, sweepOutbox::run);
      return Undelivered.NONE;
    }
    List<Failure> failures = new ArrayList<>();
    for (Change change : changes.records()) {
      Optional<String> id = change.message();
      if (id.isPresent() && sendMessage.run(id.get()) == Delivery.AGAIN) {
        failures.add(new Failure(change.sequenceNumber()));
      }
    }
    return new Undelivered(failures);
  }

  /** Runs each, whatever becomes of those before: codes must not wait for reminders. */
  private static void runAll(Runnable... steps) {
    @Nullable RuntimeException failed = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
