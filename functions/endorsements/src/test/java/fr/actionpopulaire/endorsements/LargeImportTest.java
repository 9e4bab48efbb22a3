package fr.actionpopulaire.endorsements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** A file of a real campaign's size, in tables of its own that nobody has to read whole. */
@EmbeddedAwsTest
class LargeImportTest {

  private static final int LINES = 150_000;

  private final TestAws aws;
  private final ApplicationContext context;

  LargeImportTest(TestAws aws) {
    this.aws = aws;
    context =
        ApplicationContext.builder()
            .properties(aws.properties("endorsements"))
            .singletons(aws.clock())
            .build()
            .start();
  }

  @Test
  @Tag("thorough")
  void aHundredAndFiftyThousandLines() {
    StringBuilder file = new StringBuilder("email,basis,at,source,noticeVersion\n");
    for (int i = 0; i < LINES; i++) {
      file.append("person").append(i).append("@example.org,endorser,2026-10-01,formulaire,1\n");
    }
    aws.s3()
        .putObject(
            put -> put.bucket(aws.bucket()).key("imports/large.csv"),
            RequestBody.fromString(file.toString()));

    assertEquals(
        LINES, context.getBean(ImportEndorsements.class).run("imports/large.csv").accepted());

    for (int i : new int[] {0, 99, 100, 101, LINES / 2, LINES - 1}) {
      assertTrue(isEligible(i), () -> "line " + i);
    }
    assertFalse(isEligible(LINES));
  }

  private boolean isEligible(int i) {
    EmailAddress address = new EmailAddress("person" + i + "@example.org");
    return context
        .getBean(Endorsements.class)
        .isEligible(context.getBean(Peppers.class).hashes(address));
  }
}
