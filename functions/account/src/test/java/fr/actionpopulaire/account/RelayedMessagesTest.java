package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages to who runs an event: in the copy of who wrote them, gone with either side. */
@EmbeddedAwsTest
class RelayedMessagesTest {

  private final Household house;
  private final Person organiser;
  private final Person asking;
  private final Event event;
  private final RelayedMessage question;

  RelayedMessagesTest(TestAws aws) {
    house = new Household(aws);
    organiser = house.person();
    asking = house.person();
    event = house.event(organiser, 10, Duration.ofDays(2));
    question = send(asking, organiser, false, "Peut-on venir en fauteuil ?");
  }

  private RelayedMessage send(Person from, Person to, boolean byCrew, String text) {
    RelayedMessage message =
        new RelayedMessage(
            RandomId.next(),
            event.id(),
            from.id(),
            List.of(to.id()),
            byCrew,
            false,
            text,
            house.now(),
            false);
    assertTrue(
        house.store.transact(RelayedMessages.send(message, from.key(), to.key())).isWritten());
    return message;
  }

  private Response copy(Person who) {
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(who.token()));
    assertEquals(200, copy.status(), copy::toString);
    return copy;
  }

  @Test
  @Tag("A16")
  void theCopyHoldsWhatTheyWroteAndNotWhatOthersWroteToThem() {
    RelayedMessage answer = send(organiser, asking, true, "Oui, par la rampe.");
    Response copy = copy(asking);
    assertEquals(question.text(), copy.text("/messages/0/text").orElseThrow());
    assertEquals(event.id(), copy.text("/messages/0/event").orElseThrow());
    assertEquals(1, copy.json().at("/messages").size());
    assertFalse(copy.body().contains(answer.text()));
    assertEquals(answer.text(), copy(organiser).text("/messages/0/text").orElseThrow());
    house.aws.clock().set(question.sentAt().plus(Duration.ofDays(30)));
    // Signed in again: the idle session is over as well.
    Person again = new Person(asking.id(), asking.identity(), session(asking), asking.key());
    assertEquals(0, copy(again).json().at("/messages").size());
  }

  private String session(Person who) {
    return house.session(
        house.bean(fr.actionpopulaire.dynamodb.Members.class).account(who.id()).orElseThrow());
  }

  @Test
  @Tag("A17")
  void whoeverLeavesTakesItAlong() {
    RelayedMessage answer = send(organiser, asking, true, "Oui, par la rampe.");
    erase(asking);
    RelayedMessages messages = house.bean(RelayedMessages.class);
    for (RelayedMessage message : List.of(question, answer)) {
      assertTrue(messages.author(event.id(), message.id()).isEmpty(), "the row is gone");
    }
    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", asking.id()));
    Person other = house.person();
    RelayedMessage another = send(other, organiser, false, "Et le parking ?");
    erase(organiser);
    assertTrue(messages.author(event.id(), another.id()).isEmpty(), "the recipient's leaving");
  }

  private void erase(Person who) {
    Response certificate = house.account.call(Payload.delete("/v1/me").bearer(who.token()));
    assertEquals(200, certificate.status(), certificate::toString);
    assertTrue(certificate.body().contains("\"relayed-messages\""), certificate::body);
  }
}
