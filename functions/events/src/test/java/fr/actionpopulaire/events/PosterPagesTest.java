package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import fr.actionpopulaire.web.QrCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The poster of an event, for the one who organises it. */
@EmbeddedAwsTest
class PosterPagesTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone organiser;

  PosterPagesTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private Response poster(Town.Someone member, String id) {
    return town.events.call(
        Payload.get("/evenements/" + id + "/affiche")
            .header("accept", "text/html")
            .cookie("__Host-session", member.token()));
  }

  @Test
  void itSaysWhatWhenAndWhereAndItsCodeOpensSignUpForTheEvent() {
    String id = town.published(organiser, town.sheet());
    aws.meter().reset();
    Response page = poster(organiser, id);
    assertEquals(200, page.status(), page::toString);
    assertEquals(1, aws.meter().count("BatchGetItem"));
    assertEquals(1, aws.meter().count("Query"));
    assertEquals(3, aws.meter().count());
    String html = page.body();
    assertTrue(
        html.contains("Tractage au marché") && html.contains("Place de la République, Paris 11e"));
    assertFalse(html.contains("Camille"), "a poster names nobody");
    QrCode code = QrCode.of(ORIGIN + "/inscription?evenement=" + id);
    assertTrue(html.contains(code.path()), html);
    assertTrue(html.contains("viewBox=\"0 0 %d %d\"".formatted(code.side(), code.side())));
    assertFalse(html.contains("<script") || html.contains(" style="));
    assertTrue(
        town.events
            .call(
                Payload.get("/evenements/" + id)
                    .header("accept", "text/html")
                    .cookie("__Host-session", organiser.token()))
            .body()
            .contains("/evenements/" + id + "/affiche"));
  }

  @Test
  void nobodyElsePrintsItAndNothingThatIsOver() {
    String id = town.published(organiser, town.sheet());
    assertEquals(403, poster(town.member("Dominique"), id).status());
    assertEquals(404, poster(organiser, "0".repeat(26)).status());
    assertEquals(
        "/connexion", town.page("/evenements/" + id + "/affiche").header("location").orElseThrow());
    assertEquals(
        403, poster(town.member("Suspendue", town.now().plus(Duration.ofDays(1))), id).status());
    town.events.call(
        Payload.post("/v1/events/" + id + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    assertEquals(409, poster(organiser, id).status());
  }
}
