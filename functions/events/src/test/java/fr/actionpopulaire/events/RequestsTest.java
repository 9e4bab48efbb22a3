package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many requests each operation makes of the database, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class RequestsTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone member;
  private final String id;

  RequestsTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    member = town.member("Camille");
    id = town.published(member, town.sheet());
  }

  private void costs(Map<String, Integer> requests, Payload payload) {
    aws.meter().reset();
    Response answer = town.events.call(payload);
    assertTrue(answer.status() < 400, answer::toString);
    Map<String, Integer> made = new HashMap<>(aws.meter().byOperation());
    assertEquals(requests, made);
  }

  @Test
  void publishing() {
    Map<String, Integer> once = Map.of("BatchGetItem", 1, "GetItem", 3, "TransactWriteItems", 1);
    costs(once, Payload.post("/v1/events").bearer(member.token()).json(town.sheet()));
    costs(
        Map.of("BatchGetItem", 1, "GetItem", 2, "TransactWriteItems", 1),
        Payload.post("/v1/events")
            .bearer(member.token())
            .json(town.sheet("displayName", "Pseudonyme")));
    Map<String, Integer> kept = new HashMap<>(once);
    kept.put("PutItem", 1);
    kept.put("UpdateItem", 1);
    Map<String, Object> sheet = town.sheet();
    costs(kept, publish(sheet));
    costs(Map.of("BatchGetItem", 1, "PutItem", 1), publish(sheet));
  }

  private Payload publish(Map<String, Object> sheet) {
    return Payload.post("/v1/events")
        .bearer(member.token())
        .header("idempotency-key", "k1")
        .json(sheet);
  }

  @Test
  void findingNearACommune() {
    costs(Map.of("Query", 1, "BatchGetItem", 3), Payload.get("/v1/events"));
    costs(Map.of("Query", 1), Payload.get("/evenements").header("accept", "text/html"));
    // Saint-Pierre-et-Miquelon touches no other department, and nothing is on there: seven others
    // and the country are asked for what is nearest.
    costs(Map.of("Query", 1 + 8, "BatchGetItem", 3), Payload.get("/v1/events?commune=97502"));
    // No other department can hold anything nearer than Saint-Denis is to Saint-Pierre.
    town.published(member, town.sheet("commune", "97411"));
    costs(
        Map.of("Query", 1 + 1, "BatchGetItem", 3),
        Payload.get("/v1/events?commune=97416&radiusKm=1"));
  }

  @Test
  void reading() {
    costs(Map.of("Query", 1, "GetItem", 1, "BatchGetItem", 1), Payload.get("/v1/events/" + id));
    costs(Map.of("Query", 1, "GetItem", 1), Payload.get("/v1/events/" + id + ".ics"));
  }

  @Test
  void cancelling() {
    costs(
        Map.of("BatchGetItem", 2, "Query", 1, "GetItem", 1, "TransactWriteItems", 1),
        Payload.post("/v1/events/" + id + "/cancellation")
            .bearer(member.token())
            .json(Map.of("reason", "Pluie")));
  }
}
