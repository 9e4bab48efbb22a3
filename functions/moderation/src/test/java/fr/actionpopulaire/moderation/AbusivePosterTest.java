package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: whoever publishes abusively is warned, then suspended for a time; staff see the warning. */
@EmbeddedAwsTest
@Tag("C9")
class AbusivePosterTest {

  private final TestAws aws;
  private final Scene scene;

  AbusivePosterTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private Account author(Event event) {
    return scene.context.getBean(Members.class).account(event.organiser()).orElseThrow();
  }

  @Test
  void warnedThenSuspendedForSomeDaysWithTheWarningInTheFile() {
    Event event = scene.event();
    String warning = scene.decided(scene.report(event), Scene.decision("warn"));
    assertFalse(author(event).isSuspended(aws.clock().instant()), "a warning suspends nobody");

    String again = scene.report(event);
    String file = scene.get("/v1/moderation/reports/" + again + "/file").body();
    assertTrue(file.contains(warning), file);
    scene.decided(again, Scene.suspension(7));
    Instant end = aws.clock().instant().plus(Duration.ofDays(7));
    assertTrue(author(event).isSuspended(end.minusMillis(1)));
    assertFalse(author(event).isSuspended(end));
    assertFalse(author(event).isSuspended(end.plusMillis(1)));
    assertEquals(end, author(event).suspendedUntil());
  }
}
