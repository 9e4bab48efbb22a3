package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.report.StatementOfReasons.Verdict;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers written in advance make complete statements, each with the facts of the case. */
@EmbeddedAwsTest
class ReadyAnswersTest {

  private final TestAws aws;
  private final Scene scene;

  ReadyAnswersTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  @Test
  @Tag("C5")
  void eachMakesACompleteStatementForEveryMeasureItIsWrittenFor() {
    ReadyAnswers answers = scene.context.getBean(ReadyAnswers.class);
    Set<String> codes = new HashSet<>();
    for (ReadyAnswers.Answer answer : answers.all()) {
      assertTrue(codes.add(answer.answer()), answer.answer());
      for (String measure : answer.measures()) {
        Integer days = measure.equals("suspend-member") ? 7 : null;
        DecisionBody body =
            new DecisionBody(
                measure, null, days, null, answer.facts(), null, false, answer.answer(), null);
        assertInstanceOf(
            Verdict.Complete.class, body.draft(answers).verdict(), answer.answer() + measure);
      }
    }
    assertTrue(codes.size() > 5);
  }

  @Test
  void aDecisionNamesOneAndKeepsItsOwnFacts() {
    Map<String, Object> decision = Scene.decision("hide-text");
    decision.remove("ground");
    decision.put("answer", "private-life");
    String report = scene.report(scene.event());
    Response answer = scene.decide(report, decision);
    assertEquals(201, answer.status(), answer.body());
    assertEquals("terms", answer.text("/ground/kind").orElseThrow());
    assertEquals(decision.get("facts"), answer.text("/facts").orElseThrow());

    decision.put("answer", "no-such-answer");
    String other = scene.report(scene.event());
    Response refused = scene.decide(other, decision);
    assertEquals(422, refused.status());
    assertEquals("/ground/kind", refused.text("/errors/0/pointer").orElseThrow());
    decision.put("answer", "private-life");
    decision.remove("facts");
    assertEquals("/facts", scene.decide(other, decision).text("/errors/0/pointer").orElseThrow());
  }

  @Test
  void theyAreListed() {
    aws.meter().reset();
    Response list = scene.get("/v1/moderation/answers");
    assertEquals(200, list.status());
    assertTrue(list.body().contains("private-life"));
    assertEquals(0, aws.meter().count());
  }
}
