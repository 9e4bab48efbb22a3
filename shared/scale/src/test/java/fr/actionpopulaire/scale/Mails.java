package fr.actionpopulaire.scale;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import fr.actionpopulaire.testing.Handler;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The mailer with what the outbox's stream brings it. */
final class Mails {

  private final Movement movement;
  private final RequestHandler<DynamodbEvent, StreamsEventResponse> mailer;

  Mails(Movement movement) {
    this.movement = movement;
    mailer = movement.triggered("fr.actionpopulaire.mailer.MailerFunction");
  }

  /** Puts one message; what is returned sends it. */
  Runnable delivering(Runnable putting) {
    List<String> before = messages();
    putting.run();
    List<String> put = messages().stream().filter(key -> !before.contains(key)).toList();
    if (put.size() != 1) {
      throw new AssertionError(put + " was put");
    }
    DynamodbEvent event = event(put.getFirst());
    return () -> {
      StreamsEventResponse answer = Handler.run(mailer, event);
      if (!answer.getBatchItemFailures().isEmpty()) {
        throw new AssertionError("not delivered");
      }
    };
  }

  private static DynamodbEvent event(String message) {
    DynamodbEvent.DynamodbStreamRecord record = new DynamodbEvent.DynamodbStreamRecord();
    record.setEventName("INSERT");
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber("1")
            .withKeys(
                Map.of(
                    "pk", new AttributeValue().withS(message),
                    "sk", new AttributeValue().withS("M"))));
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(record));
    return event;
  }

  private List<String> messages() {
    return movement.aws.scan("OUTBOX_TABLE").stream()
        .map(item -> Objects.requireNonNull(item.get("pk")).s())
        .filter(key -> key.startsWith("O#"))
        .toList();
  }
}
