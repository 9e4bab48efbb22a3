package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages of one's account: the same as the API, by plain forms. */
@EmbeddedAwsTest
class AccountPagesTest {

  private static final String HOST = "network.example.org";
  private static final String SELF = "https://" + HOST;

  private final Household house;

  AccountPagesTest(TestAws aws) {
    house = new Household(aws);
  }

  private Response get(String path, Person person) {
    return house.account.call(
        Payload.get(path)
            .host(HOST)
            .header("accept", "text/html,application/xhtml+xml")
            .cookie("__Host-session", person.token()));
  }

  private Response post(String path, Person person, String origin, Map<String, String> form) {
    return house.account.call(
        Payload.post(path)
            .host(HOST)
            .header("origin", origin)
            .cookie("__Host-session", person.token())
            .form(form));
  }

  @Test
  void visitorsAreLedToWhereTheySignInOrUp() {
    for (String path :
        List.of("/compte", "/compte/consentements", "/compte/photo", "/compte/suppression")) {
      Response answer = house.account.call(Payload.get(path).header("accept", "text/html"));
      assertEquals(303, answer.status());
      assertEquals("/connexion", answer.header("location").orElseThrow());
      Response verified =
          house.account.call(
              Payload.get(path)
                  .header("accept", "text/html")
                  .cookie("__Host-session", house.verified()));
      assertEquals("/inscription", verified.header("location").orElseThrow());
    }
  }

  @Test
  void theAccountPageShowsWhatIsKnownAndUntilWhen() {
    Person person = house.person();
    Response page = get("/compte", person);
    assertEquals(200, page.status());
    assertTrue(page.body().contains(person.id() + "@example.org"));
    assertTrue(page.body().contains("3 mai 2027"));
    assertTrue(page.body().contains("Templeuve") || page.body().contains("Lille"));
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertEquals("no-store", page.header("cache-control").orElseThrow());
  }

  @Test
  void oneButtonAgreesAndOneTakesBack() {
    Person person = house.person();
    Map<String, String> agree =
        Map.of("purpose", "newsletter", "granted", "true", "textVersion", "2026-11");
    Response done = post("/compte/consentements", person, SELF, agree);
    assertEquals(303, done.status());
    assertEquals("/compte/consentements", done.header("location").orElseThrow());
    assertTrue(agrees(person, Purpose.NEWSLETTER));
    assertTrue(get("/compte/consentements", person).body().contains("Retirer mon accord"));
    post(
        "/compte/consentements",
        person,
        SELF,
        Map.of("purpose", "newsletter", "granted", "false", "textVersion", "2026-11"));
    assertFalse(agrees(person, Purpose.NEWSLETTER));
  }

  @Test
  void whatCannotBeRecordedIsToldOnThePage() {
    Person person = house.person();
    for (Map<String, String> form :
        List.of(
            Map.of("purpose", "calls", "granted", "true", "textVersion", "2026-11"),
            Map.of("purpose", "targeting", "granted", "true", "textVersion", "2026-11"),
            Map.of("purpose", "newsletter", "granted", "true", "textVersion", "2020-01"),
            Map.of("purpose", "<script>", "granted", "true", "textVersion", "2026-11"),
            Map.<String, String>of())) {
      Response refused = post("/compte/consentements", person, SELF, form);
      assertEquals(422, refused.status());
      assertTrue(refused.body().contains("role=\"alert\""));
      assertFalse(refused.body().contains("<script>"));
    }
    assertEquals(1, house.bean(Members.class).account(person.id()).orElseThrow().version());
  }

  @Test
  void foreignFormsDoNothing() {
    Person person = house.person();
    Map<String, String> agree =
        Map.of("purpose", "newsletter", "granted", "true", "textVersion", "2026-11");
    for (String origin : List.of("https://evil.example", "null")) {
      assertEquals(403, post("/compte/consentements", person, origin, agree).status());
      assertEquals(403, post("/compte/suppression", person, origin, Map.of()).status());
    }
    assertFalse(agrees(person, Purpose.NEWSLETTER));
  }

  @Test
  void theAccountIsDeletedByOneButtonAndCertified() {
    Person person = house.person();
    assertEquals(200, get("/compte/suppression", person).status());
    assertTrue(house.bean(Members.class).account(person.id()).isPresent());
    Response certificate = post("/compte/suppression", person, SELF, Map.of("x", ""));
    assertEquals(200, certificate.status());
    assertTrue(certificate.body().contains("Votre compte est supprimé"));
    assertTrue(certificate.body().contains("vos connexions (1)"));
    assertTrue(certificate.cookies().getFirst().contains("Max-Age=0"));
    assertTrue(house.bean(Members.class).account(person.id()).isEmpty());
    assertEquals("/connexion", get("/compte", person).header("location").orElseThrow());
  }

  private boolean agrees(Person person, Purpose purpose) {
    return house.bean(Members.class).account(person.id()).orElseThrow().agreesTo(purpose);
  }
}
