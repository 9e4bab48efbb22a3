package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import org.junit.jupiter.api.Test;

/** A report that was refused has not used up its Idempotency-Key. */
@EmbeddedAwsTest
class RefusedReportTest {

  private final Scene scene;

  RefusedReportTest(TestAws aws) {
    scene = new Scene(aws);
  }

  @Test
  void itMayBeCorrectedUnderTheSameKey() {
    String network = Scene.network();
    assertEquals(422, file(network, "/evenements/" + RandomId.next()), "no such event");
    assertEquals(201, file(network, "/evenements/" + scene.event().id()));
  }

  private int file(String network, String target) {
    return scene
        .reports
        .call(
            Payload.post("/v1/reports")
                .json(Scene.body(target))
                .sourceIp(network)
                .header("idempotency-key", "corrected"))
        .status();
  }
}
