package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sheet an organiser prints, and the page beside it. */
@EmbeddedAwsTest
class SignInSheetTest {

  private final TestAws aws;
  private final Neighbourhood here;
  private final SignedIn organiser;

  SignInSheetTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
    organiser = here.member("Organisatrice");
  }

  private Response get(Event event, String page, SignedIn who) {
    return here.rsvp.call(
        Payload.get("/evenements/" + event.id() + page)
            .header("accept", "text/html")
            .cookie("__Host-session", who.token()));
  }

  private static int count(String text, String what) {
    return text.split(java.util.regex.Pattern.quote(what), -1).length - 1;
  }

  @Test
  void firstNamesInOrderABoxForEachPersonAndEmptyLines() {
    Event event = here.event(6, organiser.id());
    SignedIn zoe = here.member("Zoé");
    here.answers.answer(event, zoe.id(), 2);
    here.answers.answer(event, here.member("Émile").id(), 0);
    here.answers.answer(event, here.member("Fanny").id(), 1);
    here.answers.answer(event, here.member("Waël").id(), 0);
    aws.meter().reset();
    Response sheet = get(event, "/emargement", organiser);
    assertEquals(Map.of("BatchGetItem", 4, "GetItem", 2, "Query", 1), aws.meter().byOperation());
    assertEquals(200, sheet.status());
    assertEquals("noindex", sheet.header("x-robots-tag").orElseThrow());
    String body = sheet.body();
    assertTrue(body.indexOf("Émile") < body.indexOf("Fanny"), "É stands with E");
    assertTrue(body.indexOf("Fanny") < body.indexOf("Zoé"));
    assertFalse(body.contains("Waël"), "who waits is not expected");
    assertFalse(body.contains("Exemple") || body.contains("@"), "no surname, no address");
    assertEquals(12, count(body, "class=\"empty\""));
    assertEquals(3 + 1 + 2 + 12, count(body, "class=\"box\""));
    assertTrue(body.contains("6 personnes viennent"), sheet::body);
    assertTrue(body.contains("samedi 28 novembre 2026"), "when it must be destroyed");
    assertFalse(body.contains("<script") || body.contains("style="), "no code, a style sheet");

    Response desk = get(event, "/accueil", organiser);
    assertTrue(desk.body().contains("Présences notées : 0."), desk::body);
    assertEquals(3, count(desk.body(), "/evenements/" + event.id() + "/presence/"));
    for (String page : new String[] {"/emargement", "/accueil"}) {
      Response refused = get(event, page, zoe);
      assertEquals(403, refused.status());
      assertFalse(refused.body().contains("Fanny"));
      assertEquals(
          "/connexion",
          here.rsvp
              .call(Payload.get("/evenements/" + event.id() + page).header("accept", "text/html"))
              .header("location")
              .orElseThrow());
      assertEquals(200, get(event, page + "?page=1", organiser).status());
    }
  }

  @Test
  void itGoesWithTheAnswers() {
    Event event = here.event(3, organiser.id());
    here.answers.answer(event, here.member("Zoé").id(), 0);
    aws.clock().set(event.endsAt().plus(Duration.ofDays(7)).minusMillis(1));
    assertTrue(get(event, "/emargement", organiser).body().contains("Zoé"));
    assertTrue(get(event, "/accueil", organiser).body().contains("Zoé"));
    aws.clock().advance(Duration.ofMillis(1));
    for (String page : new String[] {"/emargement", "/accueil"}) {
      Response gone = get(event, page, organiser);
      assertFalse(gone.body().contains("Zoé"));
      assertTrue(gone.body().contains("Les réponses ont été effacées"), gone::body);
    }
  }
}
