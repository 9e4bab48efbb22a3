package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An event whose answers were closed says so, and stays so when it is changed. */
@EmbeddedAwsTest
class ClosedAnswersTest {

  private final Town town;

  ClosedAnswersTest(TestAws aws) {
    town = new Town(aws);
  }

  private String page(String id, Town.Someone who) {
    return town.events
        .call(
            Payload.get("/evenements/" + id)
                .header("accept", "text/html")
                .cookie("__Host-session", who.token()))
        .body();
  }

  @Test
  void thePageTakesNoAnswersAndAChangeDoesNotReopenThem() {
    Town.Someone organiser = town.member("Camille");
    Town.Someone visitor = town.member("Zoé");
    String id = town.published(organiser, town.sheet());
    assertTrue(page(id, visitor).contains("value=\"venir\""));
    assertFalse(page(id, visitor).contains("/accueil"));
    assertTrue(page(id, organiser).contains("/evenements/" + id + "/accueil"));

    town.store.transact(List.of(Closing.close(town.event(id), town.now())));
    town.store.transact(List.of(Closing.closeByStaff(town.event(id), RandomId.next())));
    Closing closing = town.event(id).closing();
    for (Town.Someone who : List.of(visitor, organiser)) {
      assertTrue(page(id, who).contains("Les réponses sont closes."));
      assertFalse(page(id, who).contains("value=\"venir\""));
    }
    assertEquals(412, town.change(organiser, id, "\"1\"", Map.of("title", "Autre")).status());
    assertEquals(200, town.change(organiser, id, "\"3\"", Map.of("title", "Autre")).status());
    assertEquals("Autre", town.event(id).title());
    assertEquals(closing, town.event(id).closing());
    assertEquals(State.CLOSED_BY_STAFF, closing.state());
  }
}
