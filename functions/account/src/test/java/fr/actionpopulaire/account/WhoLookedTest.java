package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A copy tells which functions of staff looked at the person and when, and names nobody of them.
 */
@EmbeddedAwsTest
@Tag("A16")
@Tag("A23")
class WhoLookedTest {

  private final TestAws aws;
  private final Household house;

  WhoLookedTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  private Response export(Person person) {
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(person.token()));
    assertEquals(200, copy.status(), copy::body);
    return copy;
  }

  private static List<String> seen(Response copy) {
    List<String> seen = new ArrayList<>();
    copy.json()
        .at("/seen")
        .forEach(
            line ->
                seen.add(
                    line.get("at").asText()
                        + " "
                        + line.get("function").asText()
                        + " "
                        + line.get("action").asText()));
    return seen;
  }

  private Audit.Act act(Instant at, String action) {
    return new Audit.Act(at, "Moderator/jo.secret", action, Map.of("report", "x"), "Motif caché");
  }

  @Test
  void functionActAndTimeNewestFirstAndNoName() {
    Person person = house.person();
    Person other = house.person();
    Audit audit = house.bean(Audit.class);
    Instant at = house.now();
    audit.add(act(at.minusSeconds(20), "read-report"), List.of(person.id(), other.id()));
    audit.add(act(at.minusSeconds(10), "decide"), List.of(person.id()));
    audit.add(act(at.minusSeconds(5), "read-queue"), List.of(other.id()));
    audit.add(act(at.minusSeconds(4), "read-audit"));

    Response copy = export(person);

    assertEquals(
        List.of(
            "2026-11-21T10:00:00Z account export",
            "2026-11-21T09:59:50Z moderator decide",
            "2026-11-21T09:59:40Z moderator read-report"),
        seen(copy));
    for (String hidden : List.of("jo.secret", "Moderator", "Motif", other.id())) {
      assertFalse(copy.body().contains(hidden), hidden);
    }
    assertTrue(copy.text("/elsewhere/2").orElseThrow().contains("en entier"));
    assertEquals(3, seen(export(other)).size(), "the control: another's are another's");
  }

  @Test
  void whatIsToldGoesTwelveMonthsAfterTheAct() {
    Person person = house.person();
    aws.clock().set(Instant.parse("2026-12-01T10:00:00Z"));
    Audit audit = house.bean(Audit.class);
    audit.add(act(Instant.parse("2025-12-02T10:00:00Z"), "decide"), List.of(person.id()));
    aws.clock().set(Instant.parse("2026-12-02T09:59:59.999Z"));
    assertEquals(1, audit.concerning(person.id(), 10).newest().size());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(0, audit.concerning(person.id(), 10).newest().size());
  }

  @Test
  void aThousandLinesAreToldInOneQueryAndThatThereAreMoreIsSaid() {
    Person person = house.person();
    List<Item> lines = new ArrayList<>();
    for (int i = 0; i < ExportMember.MOST_SIGHTINGS; i++) {
      Write under =
          Audit.put(act(house.now().minusSeconds(60 + i), "read-queue"), List.of(person.id()))
              .get(1);
      lines.add(((Write.Put) under).item());
    }
    house.store.putAll(lines);
    aws.meter().reset();
    Response copy = export(person);
    assertEquals(1, aws.meter().count("Query", "AUDIT_TABLE"));
    List<String> seen = seen(copy);
    assertEquals(1_000, seen.size());
    assertTrue(seen.getFirst().endsWith("export"), "the newest are kept");
    assertTrue(copy.text("/elsewhere/2").orElseThrow().contains("les plus récents"));
  }

  /** Both rows or none, and neither replaces another. */
  @Test
  void aLineAndWhatThePersonMayKnowOfItAreOneWrite() {
    Person person = house.person();
    List<Write> writes = Audit.put(act(house.now(), "decide"), List.of(person.id(), person.id()));
    assertEquals(2, writes.size(), "once for a member, however often they are named");
    assertTrue(house.store.transact(writes).isWritten());
    assertFalse(house.store.transact(writes).isWritten());
    assertFalse(house.store.write(writes.getLast()).isWritten());
    assertEquals(1, Audit.put(act(house.now(), "decide"), List.of()).size());
  }
}
