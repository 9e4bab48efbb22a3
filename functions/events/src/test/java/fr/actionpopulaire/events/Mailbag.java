package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes to those who run events in a town, and answers by the links their mails would have. */
final class Mailbag {

  private final Town town;

  Mailbag(Town town) {
    this.town = town;
  }

  Response ask(Town.Someone who, String event, String text) {
    return ask(who, event, Map.of("text", text));
  }

  Response ask(Town.Someone who, String event, Map<String, ?> sent) {
    return town.events.call(
        Payload.post("/v1/events/" + event + "/messages").bearer(who.token()).json(sent));
  }

  /** The message that is on its way. */
  RelayedMessage sent(Town.Someone who, String event, String text) {
    Response answer = ask(who, event, text);
    assertEquals(201, answer.status(), answer::toString);
    return read(event, answer.text("/message").orElseThrow());
  }

  RelayedMessage read(String event, String message) {
    return town.context.getBean(RelayedMessages.class).find(event, message).orElseThrow();
  }

  /** The path of the link in the mail to one of those who got it. */
  String link(RelayedMessage message, Town.Someone to) {
    return town.context.getBean(RelayedMessages.class).answerPath(message, to.id()).orElseThrow();
  }

  Response answer(RelayedMessage question, Town.Someone who, String text) {
    return answer(question, link(question, who), text);
  }

  Response answer(RelayedMessage question, String link, String text) {
    return town.events.call(
        Payload.post("/v1/events/" + question.event() + "/messages/" + question.id() + "/answer")
            .json(Map.of("key", key(link), "text", text)));
  }

  static String key(String link) {
    return link.substring(link.indexOf("cle=") + 4);
  }

  /** Whom mails about a message are queued for. */
  List<String> queued(String message) {
    return town.aws.scan("OUTBOX_TABLE").stream()
        .filter(row -> "RELAYED".equals(text(row, "kind")))
        .filter(row -> row.toString().contains(message))
        .map(row -> text(row, "recipient"))
        .sorted()
        .toList();
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    return Objects.requireNonNull(row.getOrDefault(name, AttributeValue.fromS("")).s());
  }

  /** Every row in which a text stands, in any table. */
  List<String> standing(String text) {
    Map<String, String> found = new HashMap<>();
    for (String table :
        List.of("EPHEMERAL_TABLE", "OUTBOX_TABLE", "EVENTS_TABLE", "PEOPLE_TABLE", "KEYS_TABLE")) {
      town.aws.scan(table).stream()
          .filter(row -> row.toString().contains(text))
          .forEach(row -> found.put(table + text(row, "pk") + text(row, "sk"), table));
    }
    return List.copyOf(found.keySet());
  }
}
