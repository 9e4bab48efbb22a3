package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Invitations;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.purge.Attic.Person;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** An event with a link by which it may be run with others, or a message about it. */
final class SharedEvent {

  private SharedEvent() {}

  /** Whether the link is still shown. */
  static List<BooleanSupplier> questions(Attic attic) {
    Event event = attic.event(attic.person(), 5, Duration.ofDays(700));
    Invitations invitations = attic.bean(Invitations.class);
    invitations.invite(event);
    return List.of(() -> !invitations.open(event.id()).isEmpty());
  }

  /** Whether a message, its author and what somebody wrote are still told. */
  static List<BooleanSupplier> messages(Attic attic) {
    Person organiser = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Person asking = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    RelayedMessage message =
        message(attic, attic.event(organiser, 5, Duration.ofDays(60)), asking, organiser);
    RelayedMessages messages = attic.bean(RelayedMessages.class);
    return List.of(
        () -> messages.find(message.event(), message.id()).isPresent(),
        () -> messages.author(message.event(), message.id()).isPresent(),
        () -> !messages.writtenBy(asking.id()).isEmpty());
  }

  static RelayedMessage message(Attic attic, Event event, Person from, Person to) {
    RelayedMessage message =
        new RelayedMessage(
            RandomId.next(),
            event.id(),
            from.id(),
            List.of(to.id()),
            false,
            false,
            "Une question.",
            attic.now(),
            false);
    assertTrue(
        attic.store.transact(RelayedMessages.send(message, from.key(), to.key())).isWritten());
    return message;
  }
}
