package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** There is one Event: a list says of it what it says itself. */
@EmbeddedAwsTest
class ListEventsTest {

  private final TestAws aws;
  private final Town town;
  private final Town.Someone camille;
  private final Answers answers;
  private final Events events;

  ListEventsTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    camille = town.member("Camille");
    answers = town.context.getBean(Answers.class);
    events = town.context.getBean(Events.class);
  }

  private String event(Instant start, Map<String, ?> differences) {
    Map<String, Object> sheet = town.sheet();
    sheet.put("startsAt", start.toString());
    sheet.put("endsAt", start.plus(Duration.ofHours(2)).toString());
    sheet.putAll(differences);
    return town.published(camille, sheet);
  }

  private void answer(String event, int guests) {
    assertInstanceOf(
        AnswerResult.Confirmed.class,
        answers.answer(town.event(event), town.member("Lou").id(), guests));
  }

  private Map<String, JsonNode> listed(String search) {
    Response list = town.get("/v1/events?" + search);
    assertEquals(200, list.status(), list::toString);
    Map<String, JsonNode> items = new LinkedHashMap<>();
    list.json().at("/items").forEach(item -> items.put(item.at("/id").asText(), item));
    return items;
  }

  @Test
  void everyFieldIsThatOfTheEventItself() {
    Instant day = Instant.parse("2027-01-11T10:00:00Z");
    String full =
        event(
            day,
            Map.of(
                "onlineUrl", "https://example.org/salle",
                "accessibility", "Rampe à l’entrée",
                "displayName", "Les amis du marché"));
    String open = event(day.plusSeconds(60), Map.of("capacity", 1, "kind", "training"));
    Town.Someone gone = town.member("Passante");
    Map<String, Object> bare = town.sheet();
    List.of("description", "place", "capacity").forEach(bare::remove);
    bare.put("startsAt", day.plusSeconds(120).toString());
    bare.put("endsAt", day.plusSeconds(180).toString());
    String unlimited = town.published(gone, bare);
    answer(full, 2);
    answer(full, 0);
    answer(open, 0);
    answer(unlimited, 4);
    assertTrue(town.store.transact(List.of(Keys.shred(new Owner.Member(gone.id())))).isWritten());

    Map<String, JsonNode> items = listed("from=2027-01-11&to=2027-01-11");
    assertEquals(List.of(full, open, unlimited), List.copyOf(items.keySet()));
    items.forEach((id, item) -> assertEquals(town.get("/v1/events/" + id).json(), item));
    assertEquals(4, Objects.requireNonNull(items.get(full)).at("/confirmed").asInt());
    assertEquals(6, Objects.requireNonNull(items.get(full)).at("/seatsLeft").asInt());
    assertEquals(
        "Les amis du marché",
        Objects.requireNonNull(items.get(full)).at("/organiser/displayName").asText());
    assertEquals(0, Objects.requireNonNull(items.get(open)).at("/seatsLeft").asInt());
    assertEquals(5, Objects.requireNonNull(items.get(unlimited)).at("/confirmed").asInt());
    assertTrue(Objects.requireNonNull(items.get(unlimited)).at("/seatsLeft").isNull());
    assertEquals(
        Events.SOMEBODY,
        Objects.requireNonNull(items.get(unlimited)).at("/organiser/displayName").asText());
  }

  @Test
  void thoseOfThePastKeepTheirNumber() {
    Instant day = town.now().plus(Duration.ofDays(1));
    String past = event(day, Map.of("commune", "29019"));
    answer(past, 3);
    String search = "commune=29019&from=" + day;
    aws.clock().set(day.plus(Duration.ofHours(2)));
    assertEquals(town.get("/v1/events/" + past).json(), listed(search).get(past));
    aws.clock().advance(Duration.ofDays(7));
    assertTrue(answers.forget(past) > 0);
    JsonNode item = Objects.requireNonNull(listed(search).get(past));
    assertEquals(town.get("/v1/events/" + past).json(), item);
    assertEquals(4, item.at("/confirmed").asInt());
  }

  @Test
  void whatTheListDoesNotKnowYetTheEventSays() {
    Instant day = Instant.parse("2027-01-12T10:00:00Z");
    String hidden = event(day, Map.of());
    String cancelled = event(day, Map.of());
    String gone = event(day, Map.of());
    String stays = event(day, Map.of());
    // Only the event itself, as an eventually consistent read may find it.
    assertTrue(
        town.store
            .transact(
                HiddenEvents.hide(
                        town.event(hidden), RandomId.next(), "Règle 1.", Members.INDEFINITELY)
                    .subList(0, 1))
            .isWritten());
    assertTrue(
        town.store
            .transact(events.cancel(town.event(cancelled), "Pluie").subList(0, 1))
            .isWritten());
    aws.dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(aws.table("EVENTS_TABLE"))
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("EV#" + gone),
                            "sk", AttributeValue.fromS("META"))));
    assertEquals(List.of(stays), List.copyOf(listed("from=2027-01-12&to=2027-01-12").keySet()));
  }

  @Test
  void bigEventsMakePagesShort() {
    Instant day = Instant.parse("2027-01-13T10:00:00Z");
    List<String> expected = new ArrayList<>();
    // 200, 200, 201, 1563 and 1 blocks of seats: pages of at most 400, or of one event.
    for (int capacity : List.of(12_800, 12_800, 12_801, 100_000, 64)) {
      expected.add(event(day.plusSeconds(expected.size()), Map.of("capacity", capacity)));
    }
    List<Integer> sizes = new ArrayList<>();
    List<Integer> batches = new ArrayList<>();
    List<String> found = new ArrayList<>();
    String cursor = "";
    while (true) {
      aws.meter().reset();
      Response page = town.get("/v1/events?from=2027-01-13&to=2027-01-13" + cursor);
      batches.add(aws.meter().count("BatchGetItem"));
      assertTrue(aws.meter().count("Query") <= 8);
      sizes.add(page.json().at("/items").size());
      page.json().at("/items").forEach(item -> found.add(item.at("/id").asText()));
      if (page.text("/next").isEmpty()) {
        break;
      }
      cursor = "&cursor=" + page.text("/next").orElseThrow();
    }
    assertEquals(expected, found);
    assertEquals(List.of(2, 1, 1, 1), sizes);
    assertEquals(List.of(2 + 4, 2 + 3, 2 + 16, 2 + 1), batches);
    // For two seconds what was counted is known.
    assertEquals(5, listed("from=2027-01-13&to=2027-01-13").size());
  }

  /** 48 items of 390 KB are more than the 16 MB of one answer: DynamoDB leaves some for later. */
  @Test
  void whatDynamoDbLeavesUnprocessedIsAskedForAgain() {
    Instant day = Instant.parse("2027-01-14T10:00:00Z");
    for (int i = 0; i < 24; i++) {
      String id = event(day, Map.of());
      for (String part : List.of("META", "BODY")) {
        aws.dynamoDb()
            .updateItem(
                update ->
                    update
                        .tableName(aws.table("EVENTS_TABLE"))
                        .key(
                            Map.of(
                                "pk", AttributeValue.fromS("EV#" + id),
                                "sk", AttributeValue.fromS(part)))
                        .updateExpression("SET padding = :padding")
                        .expressionAttributeValues(
                            Map.of(":padding", AttributeValue.fromS("x".repeat(390_000)))));
      }
    }
    aws.meter().reset();
    Map<String, JsonNode> items = listed("from=2027-01-14&to=2027-01-14");
    assertTrue(aws.meter().count("BatchGetItem") > 3, "nothing was left unprocessed");
    assertEquals(24, items.size());
    items
        .values()
        .forEach(item -> assertEquals("Camille", item.at("/organiser/displayName").asText()));
  }
}
