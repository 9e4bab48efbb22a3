package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Grant;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.Role;
import fr.actionpopulaire.testing.TestAws;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: limits stop a flood and nobody else; no number of reports does anything by itself. */
@EmbeddedAwsTest
@Tag("C3")
@Tag("C9")
class ReportLimitsTest {

  /** About one thing; in all ten times as many. */
  private static final int FEW = 2;

  private final TestAws aws;
  private final Scene scene;
  private final String network = Scene.network();

  ReportLimitsTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws, Map.of("reports.per.source", FEW));
  }

  private Payload about(String target) {
    return Payload.post("/v1/reports").json(Scene.body(target)).sourceIp(network);
  }

  private int send(Payload payload) {
    return scene.reports.call(payload).status();
  }

  private String token() {
    Sessions.Opening opening =
        scene
            .context
            .getBean(Sessions.class)
            .open(new EmailAddress(RandomId.next() + "@example.org"), false);
    assertTrue(scene.store.write(opening.write()).isWritten());
    return opening.token().value();
  }

  /** Nobody unknown is heard from this network any more. */
  private void flood() {
    for (int thing = 0; thing < FileReport.THINGS; thing++) {
      for (int i = 0; i < FEW; i++) {
        assertEquals(201, send(about("/thing/" + thing)));
      }
    }
    assertEquals(429, send(about("/another")));
  }

  @Test
  void whatIsSentAboutOneThingTakesNobodysTurnToReportAnother() {
    Event one = scene.event();
    Event other = scene.event();
    for (int i = 0; i < FEW; i++) {
      assertEquals(201, send(about("/evenements/" + one.id())));
    }
    var before = Set.copyOf(aws.scan("MODERATION_TABLE"));
    for (int i = 0; i < FileReport.THINGS * FEW; i++) {
      assertEquals(429, send(about("/v1/events/" + one.id())), "the same thing by another path");
    }
    assertEquals(before, Set.copyOf(aws.scan("MODERATION_TABLE")));
    assertEquals(201, send(about("/evenements/" + other.id())), "refusals take no turn");
    assertEquals(201, scene.file(Scene.body("/evenements/" + one.id())).status(), "from elsewhere");
  }

  @Test
  void aNetworkHasItsBoundUntilTheHourIsOver() {
    Instant start = aws.clock().instant();
    flood();
    Response refused = scene.reports.call(about("/another"));
    assertEquals("/problems/too-many-requests", refused.text("/type").orElseThrow());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    aws.clock().set(start.plus(Duration.ofHours(1)).minusMillis(1));
    Response last = scene.reports.call(about("/yet-another"));
    assertEquals(429, last.status());
    assertEquals("1", last.header("retry-after").orElseThrow());
    aws.clock().set(start.plus(Duration.ofHours(1)));
    assertEquals(201, send(about("/another")));
  }

  @Test
  void whoeverIsSignedInIsCountedByThemselves() {
    flood();
    String somebody = token();
    aws.meter().reset();
    assertEquals(201, send(about("/thing/0").bearer(somebody)));
    assertEquals(1, aws.meter().count("GetItem"));
    assertEquals(201, send(about("/another").bearer(somebody)));
    assertEquals(429, send(about("/another").bearer(somebody)), "has had their turns");
    assertEquals(429, send(about("/").bearer(somebody).sourceIp(Scene.network())));
    assertEquals(201, send(about("/another").bearer(token())), "somebody else has theirs");
    for (String forged : new String[] {"x", RandomId.next() + "." + RandomId.next()}) {
      assertEquals(429, send(about("/another").bearer(forged)));
    }
    aws.clock().advance(Duration.ofHours(1));
    assertEquals(201, send(about("/another").bearer(somebody)));
  }

  /** Who is signed in is counted, and not written beside what they report. */
  @Test
  @Tag("C6")
  void theTokenLeavesNoTraceInTheNotice() {
    String somebody = token();
    Response answer = scene.reports.call(about("/").bearer(somebody));
    assertEquals(201, answer.status());
    String id = somebody.substring(0, somebody.indexOf('.'));
    for (String table : new String[] {"MODERATION_TABLE", "KEYS_TABLE", "OUTBOX_TABLE"}) {
      assertFalse(aws.scan(table).toString().contains(id), table);
    }
    assertTrue(
        aws.scan("EPHEMERAL_TABLE").stream()
            .filter(item -> item.toString().contains(id))
            .allMatch(item -> Scene.text(item, "pk").equals("M#" + id)),
        "the quota holds a keyed hash");
  }

  @Test
  @Tag("C7")
  void aDangerIsNeverRefusedAndRingsUpToTheLimit() {
    flood();
    Map<String, Object> danger = Scene.body("/another");
    danger.put("danger", true);
    for (int i = 1; i <= FEW + 2; i++) {
      PrintStream real = System.out;
      ByteArrayOutputStream log = new ByteArrayOutputStream();
      System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
      try {
        assertEquals(201, send(about("/another").json(danger)));
      } finally {
        System.setOut(real);
      }
      assertEquals(
          i <= FEW, log.toString(StandardCharsets.UTF_8).contains("is threatened"), "no. " + i);
    }
  }

  @Test
  void noNumberOfReportsFromAnywhereDoesAnythingToAnEvent() {
    Event event = scene.event();
    for (int i = 0; i < 30; i++) {
      scene.filed(Scene.body("/evenements/" + event.id()));
    }
    Event now = scene.context.getBean(Events.class).find(event.id()).orElseThrow();
    assertEquals(EventStatus.PUBLISHED, now.status());
    assertEquals(event.version(), now.version());
    assertEquals(
        List.of("dynamodb:GetItem"),
        Role.ofFunction("reports").grants().stream()
            .filter(grant -> grant.resource().contains("Events"))
            .map(Grant::action)
            .toList(),
        "its role could not");
  }
}
