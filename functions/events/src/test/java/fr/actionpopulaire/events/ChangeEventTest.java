package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing an event: what moves with it, and what is refused without leaving a trace. */
@EmbeddedAwsTest
class ChangeEventTest {

  private static final String FIRST = "\"1\"";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  ChangeEventTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private static Map<String, Object> patch(String field, @Nullable Object value) {
    Map<String, Object> patch = new HashMap<>();
    patch.put(field, value);
    return patch;
  }

  /** Sort keys of the rows under which an event is listed. */
  private List<String> listed(String id) {
    return aws.scan("EVENTS_TABLE").stream()
        .filter(item -> item.toString().contains("D#"))
        .map(item -> new fr.actionpopulaire.dynamodb.Row(item))
        .filter(row -> row.pk().startsWith("D#") && row.sk().endsWith(id))
        .map(row -> row.pk() + " " + row.sk().substring(0, 31))
        .sorted()
        .toList();
  }

  private List<String> expiries(String id) {
    return aws.scan("EVENTS_TABLE").stream()
        .map(item -> new fr.actionpopulaire.dynamodb.Row(item))
        .filter(row -> row.pk().startsWith("X#2") && row.sk().contains(id))
        .map(row -> row.pk().substring(2, 10) + " " + row.text("kind"))
        .sorted()
        .toList();
  }

  private long moves(String id) {
    return aws.scan("OUTBOX_TABLE").stream()
        .filter(item -> item.toString().contains("S=MOVE)") && item.toString().contains(id))
        .count();
  }

  @Test
  void whatIsLeftOutStaysAndTheAnswerIsTheWholeEvent() {
    String id = town.published(organiser, town.sheet("accessibility", "Rampe à gauche"));
    ObjectNode before = (ObjectNode) town.get("/v1/events/" + id).json();
    aws.meter().reset();
    Response answer = town.change(organiser, id, FIRST, patch("title", "Tractage à la gare"));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(
        Map.of("BatchGetItem", 2, "Query", 1, "GetItem", 2, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals("\"2\"", answer.header("etag").orElseThrow());
    assertEquals(before.put("title", "Tractage à la gare"), answer.json());
    assertEquals(answer.json(), town.get("/v1/events/" + id).json());
    assertEquals(0, moves(id), "nobody is told of a new title");
    Response list = town.get("/v1/events?commune=75111");
    assertTrue(list.body().contains("Tractage à la gare"));
  }

  @Test
  void nullRemovesAndASecondPatchSeesTheFirst() {
    String id = town.published(organiser, town.sheet("accessibility", "Rampe à gauche"));
    assertEquals(200, town.change(organiser, id, FIRST, patch("accessibility", null)).status());
    assertTrue(town.get("/v1/events/" + id).json().at("/accessibility").isNull());
    assertEquals(412, town.change(organiser, id, FIRST, patch("title", "Encore")).status());
    assertEquals(200, town.change(organiser, id, "\"2\"", patch("title", "Encore")).status());
    assertEquals(200, town.change(organiser, id, "*", patch("title", "Toujours")).status());
  }

  @Test
  void theNameShownStaysUntilAskedForAndNullIsTheFirstName() {
    String id = town.published(organiser, town.sheet("displayName", "Le Vigan"));
    assertEquals(
        "Le Vigan",
        town.change(organiser, id, FIRST, patch("title", "Autre titre"))
            .text("/organiser/displayName")
            .orElseThrow());
    assertEquals(
        "Camille",
        town.change(organiser, id, "\"2\"", patch("displayName", null))
            .text("/organiser/displayName")
            .orElseThrow());
    assertFalse(aws.scan("EVENTS_TABLE").toString().contains("Le Vigan"));
  }

  @Test
  void askingForWhatStandsWritesNothing() {
    String id = town.published(organiser, town.sheet());
    aws.meter().reset();
    Response answer =
        town.change(organiser, id, FIRST, patch("startsAt", town.sheet().get("startsAt")));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(FIRST, answer.header("etag").orElseThrow());
    assertEquals(0, aws.meter().count("TransactWriteItems"));
  }

  @Test
  void aMoveTakesItsRowsItsSequenceAndItsDeadlinesAlongAndTellsOnce() {
    Map<String, Object> sheet = town.sheet();
    String id = town.published(organiser, sheet);
    assertEquals(List.of("20261130 answers"), expiries(id));
    Instant start = town.now().plus(Duration.ofDays(9));
    Map<String, Object> patch = new HashMap<>();
    patch.put("startsAt", start.toString());
    patch.put("endsAt", start.plus(Duration.ofDays(1)).toString());
    patch.put("commune", "97411");
    Response answer = town.change(organiser, id, FIRST, patch);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(1, answer.json().at("/sequence").asInt());
    assertEquals("Indian/Reunion", answer.text("/timeZone").orElseThrow());
    assertEquals(
        List.of(
            "D#974 2026-11-30#2026-11-30T10:00:00Z",
            "D#974 2026-12-01#2026-11-30T10:00:00Z",
            "D#FR 2026-11-30#2026-11-30T10:00:00Z",
            "D#FR 2026-12-01#2026-11-30T10:00:00Z"),
        listed(id));
    assertEquals(List.of("20261121 event-change", "20261208 answers"), expiries(id));
    assertEquals(1, moves(id));
    assertTrue(town.get("/v1/events?commune=75111").body().contains(id) == false);
    assertTrue(town.get("/v1/events?commune=97411").body().contains(id));
    assertTrue(town.get("/v1/events/" + id + ".ics").body().contains("SEQUENCE:1\r\n"));
    // The same request again is stale: it tells nobody twice.
    assertEquals(412, town.change(organiser, id, FIRST, patch).status());
    assertEquals(1, moves(id));
    for (String field : List.of("place", "onlineUrl")) {
      String version = town.get("/v1/events/" + id).header("etag").orElseThrow();
      Response moved = town.change(organiser, id, version, patch(field, "https://example.org/a"));
      assertEquals(200, moved.status(), moved::toString);
    }
    assertEquals(3, town.get("/v1/events/" + id).json().at("/sequence").asInt());
    assertEquals(3, moves(id));
  }

  @Test
  void anEventThatHasBegunMayStillEndLater() {
    String id = town.published(organiser, town.sheet());
    Instant end = Instant.parse(String.valueOf(town.sheet().get("endsAt")));
    aws.clock().advance(Duration.ofDays(2).plusMinutes(5));
    assertEquals(
        200,
        town.change(organiser, id, FIRST, patch("endsAt", end.plusSeconds(3600).toString()))
            .status());
    Response past = town.change(organiser, id, "\"2\"", patch("endsAt", town.now().toString()));
    assertEquals(422, past.status(), past::toString);
    assertEquals(
        200,
        town.change(organiser, id, "\"2\"", patch("endsAt", town.now().plusSeconds(1).toString()))
            .status());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "title, null",
        "title, ab",
        "kind, party",
        "commune, null",
        "commune, 00000",
        "startsAt, 2026-11-21T09:59:59Z",
        "endsAt, 2026-11-23T10:00:00Z",
        "endsAt, 2026-11-30T10:00:01Z",
        "timeZone, Europe/Atlantis",
        "onlineUrl, http://example.org"
      })
  void whatMayNotBePublishedMayNotBeChangedTo(String field, @Nullable String value) {
    String id = town.published(organiser, town.sheet());
    Response before = town.get("/v1/events/" + id);
    Response answer = town.change(organiser, id, FIRST, patch(field, value));
    assertEquals(422, answer.status(), answer::toString);
    assertTrue(answer.json().at("/errors").toString().contains("\"/" + field + "\""));
    assertEquals(before.json(), town.get("/v1/events/" + id).json());
  }

  @Test
  void movingIntoElectoralSilenceIsRefusedNamingTheWindow() {
    String id = town.published(organiser, town.sheet());
    Map<String, Object> patch = patch("startsAt", "2027-04-17T09:00:00+02:00");
    patch.put("endsAt", "2027-04-17T10:00:00+02:00");
    Response answer = town.change(organiser, id, FIRST, patch);
    assertEquals(422, answer.status(), answer::toString);
    assertTrue(answer.body().contains("du samedi 17 avril 2027 à 0\u00a0h"), answer::body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"x\"",
        "{\"status\":\"hidden\"}",
        "{\"capacity\":\"10\"}",
        "{\"title\":1}"
      })
  void whatIsNoPatchIsMalformed(String body) {
    String id = town.published(organiser, town.sheet());
    Response answer =
        town.events.call(
            Payload.patch("/v1/events/" + id)
                .bearer(organiser.token())
                .header("if-match", FIRST)
                .json(body));
    assertEquals(400, answer.status(), answer::toString);
  }

  @Test
  void onlyTheOrganiserChangesWhatIsStillAhead() {
    String id = town.published(organiser, town.sheet());
    Map<String, Object> patch = patch("title", "Autre titre");
    assertEquals(403, town.change(town.member("Dominique"), id, FIRST, patch).status());
    assertEquals(404, town.change(organiser, "0".repeat(26), FIRST, patch).status());
    assertEquals(404, town.change(organiser, "x", FIRST, patch).status());
    Payload bare = Payload.patch("/v1/events/" + id).json(patch);
    assertEquals(401, town.events.call(bare).status());
    Payload unconditional = Payload.patch("/v1/events/" + id).bearer(organiser.token()).json(patch);
    assertEquals(428, town.events.call(unconditional).status());
    town.hide(id, "Règles");
    assertEquals(409, town.change(organiser, id, "\"2\"", patch).status());
    String other = town.published(organiser, town.sheet());
    town.events.call(
        Payload.post("/v1/events/" + other + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    assertEquals(409, town.change(organiser, other, "\"2\"", patch).status());
    String over = town.published(organiser, town.sheet());
    aws.clock().advance(Duration.ofDays(2).plusHours(2));
    assertEquals(409, town.change(organiser, over, FIRST, patch).status());
    assertEquals(0, moves(id) + moves(other) + moves(over));
  }

  @Test
  void ofTwoChangesFromOneVersionOneIsCarriedOut() throws Exception {
    String id = town.published(organiser, town.sheet());
    List<Callable<Integer>> deeds = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Map<String, Object> patch = patch("place", "Lieu " + i);
      deeds.add(() -> town.change(organiser, id, FIRST, patch).status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(deeds.size())) {
      for (Future<Integer> done : threads.invokeAll(deeds)) {
        statuses.add(done.get());
      }
    }
    statuses.sort(Integer::compare);
    assertEquals(List.of(200, 412, 412, 412, 412, 412), statuses);
    assertEquals(1, moves(id));
    assertEquals(1, town.get("/v1/events/" + id).json().at("/sequence").asInt());
  }
}
