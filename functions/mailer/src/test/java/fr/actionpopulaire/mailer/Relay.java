package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import java.util.List;

/** Messages as the function of events leaves them. */
final class Relay {

  private Relay() {}

  /** A message whose author lets their first name stand under it. */
  static RelayedMessage from(Desk desk, String author, Event event, String to, String text) {
    return send(
        desk,
        new RelayedMessage(
            RandomId.next(),
            event.id(),
            author,
            List.of(to),
            false,
            true,
            text,
            desk.now(),
            false));
  }

  static RelayedMessage send(Desk desk, RelayedMessage message) {
    assertTrue(
        desk.store
            .transact(
                RelayedMessages.send(
                    message,
                    key(desk, message.author()),
                    key(desk, message.recipients().getFirst())))
            .isWritten());
    return message;
  }

  private static PersonKey key(Desk desk, String member) {
    return desk.bean(Keys.class).find(new Owner.Member(member)).orElseThrow();
  }
}
