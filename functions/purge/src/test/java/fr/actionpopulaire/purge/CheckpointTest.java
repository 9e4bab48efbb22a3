package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

@EmbeddedAwsTest
class CheckpointTest {

  private final TestAws aws;
  private final Checkpoint checkpoint;

  CheckpointTest(TestAws aws) {
    this.aws = aws;
    checkpoint = new Attic(aws).bean(Checkpoint.class);
  }

  /** {@code 10:00:00Z} would sort behind {@code 10:00:00.500Z}. */
  @Test
  void ofSeveralWithinASecondTheNewestHolds() {
    LocalDate today = LocalDate.parse("2027-01-20");
    Instant second = Instant.parse("2027-01-20T10:00:00Z");
    for (int milliseconds : new int[] {0, 5, 500, 990}) {
      aws.clock().set(second.plusMillis(milliseconds));
      LocalDate day = today.minusDays(1000 - milliseconds);
      checkpoint.set(day);
      assertEquals(day, checkpoint.day(today));
    }
    aws.clock().set(second.plusMillis(499));
    assertEquals(today.minusDays(995), checkpoint.day(today), "those of the future left aside");
  }
}
