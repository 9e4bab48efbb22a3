package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C7: a report that says somebody's life or safety is threatened calls staff at once (DSA 18). */
@EmbeddedAwsTest
@Tag("C7")
class DangerTest {

  private final Scene scene;

  DangerTest(TestAws aws) {
    scene = new Scene(aws);
  }

  /** What is filed, and what the function's log says meanwhile. */
  private String logOf(boolean danger) {
    Map<String, Object> body = Scene.body("/");
    body.put("danger", danger);
    PrintStream real = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    String report;
    try {
      report = scene.filed(body);
    } finally {
      System.setOut(real);
    }
    assertEquals(danger, scene.context.getBean(Notices.class).find(report).orElseThrow().danger());
    String written = log.toString(StandardCharsets.UTF_8);
    assertFalse(written.contains(report), "the id opens the outcome");
    return written;
  }

  /** The words the alarm listens for, as the template has them. */
  private static String listenedFor() throws IOException {
    Matcher filter =
        Pattern.compile("DangerReportedFilter:\\s(?:.*\\n)*?.*FilterPattern: '\"([^\"]+)\"'")
            .matcher(Files.readString(Path.of(System.getProperty("house"), "template.yaml")));
    assertTrue(filter.find());
    return filter.group(1);
  }

  @Test
  void aDangerIsMarkedAndTheAlarmHearsOfIt() throws IOException {
    assertTrue(logOf(true).contains(listenedFor()));
  }

  @Test
  void withoutDangerNothingRings() throws IOException {
    assertFalse(logOf(false).contains(listenedFor()));
  }
}
