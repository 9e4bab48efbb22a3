package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.Settings;
import fr.actionpopulaire.local.job.Visitor.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole system, started once for the tests of this package, on free ports and in memory. */
final class RunningSystem {

  private static @Nullable LocalSystem system;

  private RunningSystem() {}

  static synchronized LocalSystem get() {
    LocalSystem running = system;
    if (running == null) {
      Path house = Path.of(System.getProperty("house", "../.."));
      running =
          LocalSystem.start(
              Settings.forTests(house, house, house.resolve("shared/local/target/job")));
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
      system = running;
    }
    return running;
  }

  static void moveClock(Visitor visitor, String now) {
    Answer moved =
        visitor.send(
            "PUT",
            "/_local/clock",
            "{\"now\":\"" + now + "\"}",
            Map.of("content-type", "application/json"));
    assertEquals(200, moved.status(), moved.body());
  }

  /** Invokes a function as {@code aws lambda invoke} does: its answer. */
  static JsonNode invoke(Visitor visitor, String function, String payload) {
    Answer answer = visitor.post("/2015-03-31/functions/" + function + "/invocations", payload);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("", answer.header("x-amz-function-error"), answer.body());
    try {
      return Visitor.JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
