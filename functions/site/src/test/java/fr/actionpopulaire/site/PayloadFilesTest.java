package fr.actionpopulaire.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The payloads kept for {@code sam local invoke} get the answers their names promise. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private final Handler site;

  PayloadFilesTest(TestAws aws) {
    site =
        Handler.of(
            new SiteFunction(
                ApplicationContext.builder()
                    .properties(aws.properties("site"))
                    .singletons(aws.clock())
                    .build()
                    .start()));
  }

  @ParameterizedTest
  @CsvSource({
    "home, 200",
    "home-posted, 405",
    "imprint, 200",
    "privacy, 200",
    "terms, 200",
    "accessibility, 200",
    "sources, 200",
    "problem, 200",
    "problem-unknown, 404",
    "stylesheet, 200",
    "stylesheet-unknown, 404",
    "robots, 200",
    "openapi, 200",
    "unmatched, 404",
    "unmatched-page, 404"
  })
  void eachGetsItsAnswer(String file, int status) {
    assertEquals(status, site.call(Payload.load("site/" + file + ".json")).status());
  }
}
