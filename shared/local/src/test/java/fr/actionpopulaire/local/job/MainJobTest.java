package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole main job through the doors alone: activate, publish, answer, report, decide, purge.
 * What stands behind the doors is looked at only in the end, to see that nobody is left there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {

  /** Once in each start: what the template gives the JVM, and nothing else. */
  private static final Pattern JVM_SAYS =
      Pattern.compile("\\w+ \\| Picked up JAVA_TOOL_OPTIONS: -Xms96m -Xmn48m [-:=.\\w ]+");

  private static final String PARIS_11 = "75111";
  private static final String MONTREUIL = "93048";

  private final LocalSystem system = RunningSystem.get();
  private final Visitor nobody = Visitor.of(system);
  private final List<String> personal = new ArrayList<>();

  @BeforeAll
  void theCampaignRuns() {
    RunningSystem.moveClock(nobody, "2026-11-21T10:00:00Z");
  }

  /** Every value of the walk in every line of every function, each of which is a JSON object. */
  @AfterAll
  void nothingPersonalIsInAnyLog() throws IOException {
    assertTrue(personal.size() >= 15, "too little to look for");
    List<String> lines = system.logs();
    for (String line : lines) {
      for (String value : personal) {
        assertFalse(line.contains(value), "A log line holds something personal: " + line);
      }
      if (JVM_SAYS.matcher(line).matches()) {
        continue;
      }
      JsonNode json = Visitor.JSON.readTree(line.substring(line.indexOf('|') + 1));
      assertTrue(json.hasNonNull("level") && json.hasNonNull("message"), line);
    }
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("Purged") && line.contains("requestId")),
        "no line names its request");
  }

  @Test
  @Tag("F16")
  @Tag("A5")
  @Tag("A17")
  void fromEndorsementToPurge() {
    // Endorsers and adherents are imported as keyed hashes.
    Answer imported =
        nobody.send(
            "PUT",
            "/_local/imports/endorsers.csv",
            """
            email,basis,at,source,noticeVersion
            organiser.walk@example.org,endorser,2026-10-01,formulaire de soutien,2026-11
            first.walk@example.org,adherent,2026-10-02,adhésion,2026-11
            refused,endorser,2026-10-02,formulaire de soutien,2026-11
            """,
            java.util.Map.of("content-type", "text/csv"));
    assertEquals(200, imported.status(), imported.body());
    assertEquals(2, imported.json().path("accepted").asInt());
    assertEquals(1, imported.json().path("refused").asInt());

    // They activate their accounts; somebody who never endorsed declares their support.
    Visitor organiser = activate("organiser.walk@example.org", "Organisatrice", PARIS_11, false);
    Visitor first = activate("first.walk@example.org", "Première", MONTREUIL, false);
    Visitor second = activate("second.walk@example.org", "Deuxième", MONTREUIL, true);
    assertEquals("organiser.walk@example.org", organiser.get("/v1/me").text("/email"));

    // One publishes, another finds it within 25 km and answers, a third waits for a seat.
    Answer published =
        organiser.post(
            "/v1/events",
            """
            {"kind":"leafleting","title":"Tractage au marché","description":"On se retrouve là.",
             "startsAt":"2026-12-05T10:00:00+01:00","endsAt":"2026-12-05T12:00:00+01:00",
             "timeZone":"Europe/Paris","commune":"75111","place":"Métro Parmentier","capacity":1}
            """);
    assertEquals(201, published.status(), published.body());
    String event = published.text("/id");
    assertTrue(lists(first, event), "not found within 25 km");

    Answer comes = first.put("/v1/events/" + event + "/rsvp", "{\"guests\":0}");
    assertEquals("confirmed", comes.text("/status"), comes.body());
    assertEquals(0, comes.json().path("seatsLeft").asInt());
    Answer waits = second.put("/v1/events/" + event + "/rsvp", "{\"guests\":0}");
    assertEquals("waitlisted", waits.text("/status"), waits.body());

    assertEquals(204, first.delete("/v1/events/" + event + "/rsvp").status());
    assertEquals(
        "confirmed", second.put("/v1/events/" + event + "/rsvp", "{\"guests\":0}").text("/status"));
    nobody.mailTo("second.walk@example.org", "Une place s’est libérée");

    // Anyone reports it; staff hide it with reasons; both sides are told, the listing forgets it.
    Answer reported =
        nobody.post(
            "/v1/reports",
            """
            {"target":"/evenements/%s","ground":"misleading","explanation":"Le lieu annoncé n'existe pas.",
             "name":"Témoin","email":"witness.walk@example.org","goodFaith":true}
            """
                .formatted(event));
    assertEquals(201, reported.status(), reported.body());
    personal.addAll(List.of("witness.walk@example.org", "Témoin", "Le lieu annoncé"));
    String report = reported.text("/report");
    nobody.mailTo("witness.walk@example.org", "Nous avons reçu votre signalement");

    var staff = system.staff().getFirst();
    Answer queue = nobody.signed(staff, "GET", "/v1/moderation/reports?status=open", null);
    assertEquals(200, queue.status(), queue.body());
    assertTrue(queue.body().contains(report));
    assertFalse(queue.body().contains("witness.walk@example.org"));
    Answer decided =
        nobody.signed(
            staff,
            "POST",
            "/v1/moderation/reports/" + report + "/decision",
            """
            {"measure":"hide-event","indefinite":true,"facts":"Le lieu annoncé n'existe pas.",
             "ground":{"kind":"terms","reference":"Règle 3","explanation":"Information trompeuse."},
             "automated":false}
            """);
    assertEquals(201, decided.status(), decided.body());

    JsonNode toAuthor = nobody.mailTo("organiser.walk@example.org", "Décision de modération");
    assertTrue(toAuthor.path("text").asText().contains("Information trompeuse."));
    assertFalse(toAuthor.toString().contains("witness.walk"), "the author learns who reported");
    nobody.mailTo("witness.walk@example.org", "Votre signalement");
    assertFalse(lists(first, event), "still listed");
    assertEquals("hidden", nobody.get("/v1/events/" + event).text("/status"));
    assertTrue(nobody.get("/evenements/" + event).body().contains("Information trompeuse."));
    assertEquals(409, first.put("/v1/events/" + event + "/rsvp", "{\"guests\":0}").status());

    // The campaign ends: everything about the three people goes, each record on its own promise.
    RunningSystem.moveClock(nobody, "2027-05-20T03:00:00Z");
    assertEquals(401, first.get("/v1/me").status());
    JsonNode purge = RunningSystem.invoke(nobody, "purge", "{\"dryRun\":false}");
    assertTrue(purge.path("deleted").asInt() > 0, purge.toString());
    assertEquals(0, purge.path("failed").asInt(), purge.toString());
    JsonNode again = RunningSystem.invoke(nobody, "purge", "{\"dryRun\":false}");
    assertEquals(0, again.path("deleted").asInt(), again.toString());
    Leftovers.assertNobodyIsLeft(system);
  }

  private Visitor activate(String email, String firstName, String commune, boolean endorses) {
    personal.add(email);
    personal.add(firstName);
    Visitor member = nobody.activate(email, firstName, commune, endorses);
    personal.add(nobody.codeSentTo(email));
    personal.add(member.token());
    return member;
  }

  private static boolean lists(Visitor visitor, String event) {
    return visitor
        .get("/v1/events?commune=" + MONTREUIL + "&radiusKm=25&from=2026-12-01T00:00:00Z")
        .body()
        .contains(event);
  }
}
