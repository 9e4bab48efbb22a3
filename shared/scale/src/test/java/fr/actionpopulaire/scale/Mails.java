package fr.actionpopulaire.scale;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import java.util.List;
import java.util.Objects;

/** The mailer with what the outbox's stream brings it. */
final class Mails {

  private final Movement movement;
  private final RequestStreamHandler mailer;

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
    JsonNode event = event(put.getFirst());
    return () -> {
      if (!Handler.wake(mailer, event).at("/batchItemFailures").isEmpty()) {
        throw new AssertionError("not delivered");
      }
    };
  }

  private static JsonNode event(String message) {
    JsonNode event = Payload.load("mailer/message-put.json", JsonNode.class);
    ((ObjectNode) event.at("/Records/0/dynamodb/Keys/pk")).put("S", message);
    return event;
  }

  private List<String> messages() {
    return movement.aws.scan("OUTBOX_TABLE").stream()
        .map(item -> Objects.requireNonNull(item.get("pk")).s())
        .filter(key -> key.startsWith("O#"))
        .toList();
  }
}
