package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Audit.Sighting;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What staff see or decide of a member leaves a line that this member can find. */
@EmbeddedAwsTest
@Tag("A23")
class SightingsTest {

  private final TestAws aws;
  private final Scene scene;

  SightingsTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private List<String> actions(String member) {
    return scene.context.getBean(Audit.class).concerning(member, 100).newest().stream()
        .map(Sighting::action)
        .toList()
        .reversed();
  }

  @Test
  void readingAndDecidingAReportOfTheirEventConcernsTheOrganiserAlone() {
    aws.clock().set(Instant.parse("2026-12-01T10:00:00Z"));
    Event event = scene.event();
    Event other = scene.event();
    String report = scene.report(event);
    scene.report(other);
    aws.meter().reset();
    assertEquals(200, scene.get("/v1/moderation/reports/" + report).status());
    assertEquals(
        Map.of("BatchGetItem", 2, "GetItem", 1, "TransactWriteItems", 1),
        aws.meter().byOperation());
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    assertEquals(201, scene.decide(report, Scene.decision("warn")).status());

    assertEquals(List.of("read-report", "decide"), actions(event.organiser()));
    assertEquals(List.of(), actions(other.organiser()));
    Sighting first =
        scene.context.getBean(Audit.class).concerning(event.organiser(), 2).newest().getLast();
    assertEquals(
        new Sighting(Instant.parse("2026-12-01T10:00:00Z"), "Moderator", "read-report"), first);
    var rows =
        aws.scan("AUDIT_TABLE").stream()
            .filter(item -> Scene.text(item, "pk").equals("S#" + event.organiser()))
            .toList();
    assertEquals(2, rows.size());
    assertFalse(rows.toString().contains("jo"), "no name of staff");
    assertFalse(rows.toString().contains(report), "nor the report, which is another's");
  }

  /** The queue shows what was said of each event: one line for each organiser, in one write. */
  @Test
  void thePageOfTheQueueConcernsEachOrganiserOnce() {
    aws.clock().set(Instant.parse("2026-01-02T10:00:00Z"));
    Event event = scene.event();
    scene.report(event);
    scene.report(event);
    Event second = scene.event();
    scene.report(second);
    scene.report(RandomId.next(), "/evenements", false);
    scene.report(RandomId.next(), "/evenements/" + RandomId.next(), false);
    aws.meter().reset();
    assertEquals(200, scene.get("/v1/moderation/reports").status());
    assertEquals(
        Map.of("BatchGetItem", 2, "Query", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals(List.of("read-queue"), actions(event.organiser()));
    assertEquals(List.of("read-queue"), actions(second.organiser()));
  }

  @Test
  void whatNamesNoEventConcernsNobody() {
    String report = scene.report(RandomId.next(), "/confidentialite", false);
    aws.meter().reset();
    assertEquals(200, scene.get("/v1/moderation/reports/" + report).status());
    assertEquals(Map.of("BatchGetItem", 1, "GetItem", 1, "PutItem", 1), aws.meter().byOperation());
  }

  @Test
  void aRequestMadeWithTheirAddressConcernsTheMember() {
    String member = scene.member();
    RightsRequests requests = scene.context.getBean(RightsRequests.class);
    String asked =
        requests
            .file(
                RandomId.next(),
                Subject.OTHER,
                new Letter(new EmailAddress("author@example.org"), "Une question.", member))
            .id();
    String path = "/v1/moderation/rights-requests/" + asked;
    aws.meter().reset();
    assertEquals(200, scene.get(path + "?reason=lire").status());
    assertEquals(Map.of("GetItem", 3, "TransactWriteItems", 1), aws.meter().byOperation());
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    aws.meter().reset();
    assertEquals(
        201,
        scene
            .moderation
            .call(
                Payload.post(path + "/answer")
                    .json(Map.of("outcome", "granted"))
                    .signedBy(Scene.JO))
            .status());
    assertEquals(Map.of("GetItem", 4, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals(List.of("read-rights-request", "answer-rights-request"), actions(member));
  }

  @Test
  void readingAndDecidingAnAppealConcernsTheAuthor() {
    aws.clock().set(Instant.parse("2026-03-01T10:00:00Z"));
    Event event = scene.event();
    String first = scene.decided(scene.report(event), Scene.decision("warn"));
    Appeal appeal = scene.appeal(first, Party.REPORTER);
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    assertEquals(200, scene.get("/v1/moderation/appeals/" + appeal.id()).status());
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    assertEquals(201, scene.decideAppeal(appeal, Scene.decision("none"), Scene.ALEX).status());
    assertEquals(List.of("decide", "read-appeal", "decide-appeal"), actions(event.organiser()));
  }

  /** What an author wrote is theirs; whoever reported is linked to no account. */
  @Test
  void theQueueOfAppealsConcernsTheAuthorsWhoAppealed() {
    aws.clock().set(Instant.parse("2026-04-01T10:00:00Z"));
    Event event = scene.event();
    Event other = scene.event();
    scene.appeal(scene.decided(scene.report(event), Scene.decision("warn")), Party.AUTHOR);
    scene.appeal(scene.decided(scene.report(event), Scene.decision("warn")), Party.AUTHOR);
    scene.appeal(scene.decided(scene.report(other), Scene.decision("warn")), Party.REPORTER);
    aws.clock().advance(java.time.Duration.ofSeconds(1));
    aws.meter().reset();
    var page = scene.get("/v1/moderation/appeals?status=open");
    assertEquals(200, page.status());
    assertEquals(Map.of("Query", 1, "TransactWriteItems", 1), aws.meter().byOperation());
    assertFalse(page.body().contains(event.organiser()), "staff learn no member's id by it");
    assertEquals(
        List.of("decide", "decide", "read-appeals"),
        actions(event.organiser()).stream().sorted().toList());
    assertEquals(List.of("decide"), actions(other.organiser()));
  }

  @Test
  void aRefusedDecisionLeavesNoLineEither() {
    Event event = scene.event();
    String report = scene.report(event);
    assertEquals(201, scene.decide(report, Scene.decision("none")).status());
    assertEquals(409, scene.decide(report, Scene.decision("warn")).status());
    assertEquals(List.of("decide"), actions(event.organiser()));
    assertTrue(actions(RandomId.next()).isEmpty());
  }
}
