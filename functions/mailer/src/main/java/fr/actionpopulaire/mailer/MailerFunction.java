package fr.actionpopulaire.mailer;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.trigger.TriggerFunction;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was put in the outbox. The stream delivers at least once and in batches: a message
 * delivered again is not sent again, and one that could not be sent does not hold back the others
 * of its batch. An event without records is the schedule's: it takes up what stayed pending, and
 * asks for reminders of what begins soon, and lets leave what staff have released.
 */
public final class MailerFunction extends TriggerFunction<DynamodbEvent, StreamsEventResponse> {

  @Inject @Nullable SendMessage sendMessage;
  @Inject @Nullable SweepOutbox sweepOutbox;
  @Inject @Nullable QueueReminders queueReminders;
  @Inject @Nullable ReleaseParked releaseParked;

  /** As the platform starts it, primed by one letter that is not sent: no first code waits. */
  public MailerFunction() {
    Priming.start(getApplicationContext().getBean(Rehearsal.class)::run);
  }

  MailerFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public StreamsEventResponse execute(DynamodbEvent event) {
    if (sendMessage == null
        || sweepOutbox == null
        || queueReminders == null
        || releaseParked == null) {
      throw new IllegalStateException("Not started");
    }
    if (event.getRecords() == null) {
      runAll(queueReminders::run, releaseParked::run, sweepOutbox::run);
      return new StreamsEventResponse(List.of());
    }
    List<BatchItemFailure> failures = new ArrayList<>();
    for (DynamodbStreamRecord record : event.getRecords()) {
      Optional<String> id = messageId(record);
      if (id.isPresent() && sendMessage.run(id.get()) == Delivery.AGAIN) {
        failures.add(new BatchItemFailure(record.getDynamodb().getSequenceNumber()));
      }
    }
    return new StreamsEventResponse(failures);
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

  /** The id of a message that was put; anything else on the stream is none of ours. */
  private static Optional<String> messageId(DynamodbStreamRecord record) {
    if (!"INSERT".equals(record.getEventName())) {
      return Optional.empty();
    }
    AttributeValue pk = record.getDynamodb().getKeys().get("pk");
    return Optional.ofNullable(pk).map(AttributeValue::getS).flatMap(Outbox::idOf);
  }
}
