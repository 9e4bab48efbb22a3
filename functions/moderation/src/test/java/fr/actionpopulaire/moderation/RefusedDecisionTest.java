package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A decision that was refused has not used up its Idempotency-Key. */
@EmbeddedAwsTest
@Tag("C5")
class RefusedDecisionTest {

  private final Scene scene;

  RefusedDecisionTest(TestAws aws) {
    scene = new Scene(aws);
  }

  @Test
  void itMayBeCompletedUnderTheSameKey() {
    String report = scene.report(scene.event());
    Map<String, Object> incomplete = new HashMap<>(Scene.decision("none"));
    incomplete.remove("facts");
    assertEquals(422, decide(report, incomplete));
    assertEquals(201, decide(report, Scene.decision("none")));
  }

  private int decide(String report, Map<String, Object> decision) {
    return scene
        .moderation
        .call(
            Scene.decidePayload(report, decision)
                .header("idempotency-key", "completed")
                .signedBy(Scene.JO))
        .status();
  }
}
