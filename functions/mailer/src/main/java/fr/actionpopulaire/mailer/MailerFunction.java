package fr.actionpopulaire.mailer;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import fr.actionpopulaire.dynamodb.Outbox;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was put in the outbox. The stream delivers at least once and in batches: a message
 * delivered again is not sent again, and one that could not be sent does not hold back the others
 * of its batch. An event without records is the schedule's: it takes up what stayed pending.
 */
public final class MailerFunction
    extends MicronautRequestHandler<DynamodbEvent, StreamsEventResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(MailerFunction.class);

  @Inject @Nullable SendMessage sendMessage;
  @Inject @Nullable SweepOutbox sweepOutbox;
  @Inject @Nullable Rehearsal rehearsal;

  /** Starts as the platform does, and rehearses one letter, so that no first code waits for it. */
  public MailerFunction() {
    rehearse();
  }

  MailerFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public StreamsEventResponse execute(DynamodbEvent event) {
    if (sendMessage == null || sweepOutbox == null) {
      throw new IllegalStateException("Not started");
    }
    if (event.getRecords() == null) {
      sweepOutbox.run();
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

  /** The id of a message that was put; anything else on the stream is none of ours. */
  private static Optional<String> messageId(DynamodbStreamRecord record) {
    if (!"INSERT".equals(record.getEventName())) {
      return Optional.empty();
    }
    AttributeValue pk = record.getDynamodb().getKeys().get("pk");
    return Optional.ofNullable(pk).map(AttributeValue::getS).flatMap(Outbox::idOf);
  }

  /** A rehearsal that fails only costs the first mail time. */
  private void rehearse() {
    try {
      if (rehearsal != null) {
        rehearsal.run();
      }
    } catch (RuntimeException e) {
      LOG.warn("Not rehearsed: {}", e.getClass().getSimpleName());
    }
  }
}
