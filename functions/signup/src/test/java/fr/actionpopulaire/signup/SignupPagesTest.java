package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Browser.REQUEST;
import static fr.actionpopulaire.signup.Browser.SESSION;
import static fr.actionpopulaire.signup.Browser.form;
import static fr.actionpopulaire.signup.Browser.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignupPagesTest {

  private final Newcomer somebody;
  private final Browser browser;

  SignupPagesTest(TestAws aws) {
    somebody = new Newcomer(aws);
    browser = new Browser(somebody);
  }

  @Test
  @Tag("F6")
  @Tag("F7")
  void aMemberSignsInAndTheFormerSessionOfThatBrowserEnds() {
    String old = browser.proved("signin@example.org");
    browser.send(form("/inscription/profil", Browser.profile()).cookie(SESSION, old));
    String request = browser.asked("/connexion", "signin@example.org");
    Response answer =
        browser.send(
            form("/connexion/code", Map.of("code", Newcomer.CODE))
                .cookie(REQUEST, request)
                .cookie(SESSION, old));
    assertEquals(303, answer.status());
    assertEquals("/compte", answer.header("location").orElseThrow());
    assertTrue(browser.holder(answer.cookie(SESSION).orElseThrow()) instanceof Holder.SignedIn);
    assertTrue(browser.holder(old) instanceof Holder.Nobody);
    assertTrue(answer.cookies().stream().anyMatch(c -> c.startsWith(REQUEST + "=;")));
  }

  @Test
  @Tag("F7")
  void theCookiesAreOutOfReachOfScriptsAndOtherSites() {
    Response answer = browser.send(form("/inscription", Map.of("email", "cookie@example.org")));
    String cookie = answer.cookies().getFirst();
    for (String rule : List.of("Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600")) {
      assertTrue(cookie.contains(rule), cookie);
    }
    assertFalse(answer.body().contains(answer.cookie(REQUEST).orElseThrow()));
    assertFalse(
        answer.header("location").orElseThrow().contains(answer.cookie(REQUEST).orElseThrow()));
  }

  @Test
  void bothDoorsUnderstandTwoCookies() {
    String request = browser.asked("/connexion", "doors@example.org");
    Response answer =
        browser.send(
            Payload.post("/connexion/code")
                .form(Map.of("code", Newcomer.CODE))
                .header("origin", "https://abcdefghijklmnop.lambda-url.eu-west-3.on.aws")
                .cookie("other", "1")
                .cookie(REQUEST, request)
                .viaFunctionUrl());
    assertEquals(303, answer.status(), answer::body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inscription",
        "/connexion",
        "/inscription/code",
        "/connexion/code",
        "/inscription/profil",
        "/deconnexion"
      })
  void openingAPageChangesNothing(String path) {
    String request = browser.asked("/inscription", "open" + path.hashCode() + "@example.org");
    String session = browser.proved("opened" + path.hashCode() + "@example.org");
    Set<Object> before = browser.stored();
    for (String method : List.of("GET", "HEAD")) {
      Response answer =
          browser.send(
              Payload.of(method, path)
                  .header("accept", "text/html")
                  .cookie(REQUEST, request)
                  .cookie(SESSION, session));
      assertEquals(200, answer.status(), path);
      assertEquals(List.of(), answer.cookies());
    }
    assertEquals(before, browser.stored());
  }

  @Test
  void aScannerThatSubmitsEveryFormRedeemsNothing() {
    String request = browser.asked("/inscription", "scanned@example.org");
    for (String door : List.of("/inscription", "/connexion")) {
      assertEquals(303, browser.send(page(door + "/code")).status());
      Response submitted =
          browser.send(
              Payload.post(door + "/code").form(Map.of("code", Newcomer.CODE, "action", "entrer")));
      assertEquals(410, submitted.status());
      assertEquals(List.of(), submitted.cookies());
    }
    assertEquals(200, somebody.redeem(request, Newcomer.CODE).status(), "the person still can");
  }

  @Test
  void aFormFromAnotherSiteIsRefused() {
    String request = browser.asked("/inscription", "foreign@example.org");
    Response answer =
        browser.send(
            Payload.post("/inscription/code")
                .form(Map.of("code", Newcomer.CODE))
                .header("origin", "https://evil.example.com")
                .cookie(REQUEST, request));
    assertEquals(403, answer.status());
    assertEquals(
        403,
        browser
            .send(
                Payload.post("/inscription")
                    .form(Map.of("email", "foreign@example.org"))
                    .header("origin", "https://evil.example.com"))
            .status());
  }

  @Test
  void aWrongCodeSaysHowManyTriesAreLeftAndTheLastOneGoesBack() {
    String request = browser.asked("/inscription", "wrongpage@example.org");
    for (int left = 4; left >= 1; left--) {
      Response wrong =
          browser.send(
              form("/inscription/code", Map.of("code", Newcomer.WRONG)).cookie(REQUEST, request));
      assertEquals(403, wrong.status());
      assertTrue(wrong.body().contains(left == 1 ? "un essai" : left + " essais"));
    }
    Response last =
        browser.send(
            form("/inscription/code", Map.of("code", Newcomer.WRONG)).cookie(REQUEST, request));
    assertEquals(403, last.status());
    assertTrue(last.body().contains("name=\"email\""));
    assertEquals(
        410,
        browser
            .send(form("/inscription/code", Map.of("code", Newcomer.CODE)).cookie(REQUEST, request))
            .status());
  }

  @Test
  void anotherCodeComesWithoutTypingTheAddressAgain() {
    String request = browser.asked("/inscription", "resend@example.org");
    Response again =
        browser.send(
            form("/inscription/code", Map.of("action", "renvoyer")).cookie(REQUEST, request));
    assertEquals(303, again.status(), again::body);
    assertEquals(request, again.cookie(REQUEST).orElseThrow());
    assertTrue(somebody.draw(request, 2, "55667788"));
    assertEquals(403, somebody.redeem(request, Newcomer.CODE).status());
    assertEquals(200, somebody.redeem(request, "55667788").status());
    assertEquals(
        410,
        browser
            .send(form("/inscription/code", Map.of("action", "renvoyer")).cookie(REQUEST, request))
            .status());
  }

  @Test
  void theCodeFieldCanBePastedAndFilledIn() {
    String request = browser.asked("/inscription", "field@example.org");
    String html = browser.send(page("/inscription/code").cookie(REQUEST, request)).body();
    assertTrue(html.contains("autocomplete=\"one-time-code\""));
    assertTrue(html.contains("inputmode=\"numeric\""));
    assertFalse(html.contains(request));
    assertFalse(html.contains("field@example.org"));
  }

  @Test
  void badAddressesAndPostalCodesAreExplained() {
    Response address = browser.send(form("/inscription", Map.of("email", "pas une adresse")));
    assertEquals(422, address.status());
    assertTrue(address.body().contains("value=\"pas une adresse\""));
    assertTrue(address.body().contains("role=\"alert\""));
    String session = browser.proved("postal@example.org");
    for (String code : List.of("", "00000", "abcde", "<script>")) {
      assertEquals(
          422,
          browser
              .send(
                  form("/inscription/profil", Map.of("etape", "commune", "codePostal", code))
                      .cookie(SESSION, session))
              .status());
    }
    assertEquals(422, browser.send(form("/inscription", Map.of())).status());
  }

  @Test
  void tooManyCodesIsAPageThatSaysWhen() {
    for (int i = 0; i < 5; i++) {
      browser.asked("/inscription", "many@example.org");
    }
    Response refused = browser.send(form("/inscription", Map.of("email", "many@example.org")));
    assertEquals(429, refused.status());
    assertEquals("3600", refused.header("retry-after").orElseThrow());
    assertTrue(refused.body().contains("60 min"));
  }

  @Test
  void pagesProtectThemselves() {
    Response answer = browser.send(page("/inscription"));
    assertEquals("text/html; charset=utf-8", answer.header("content-type").orElseThrow());
    String policy = answer.header("content-security-policy").orElseThrow();
    assertTrue(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    assertFalse(answer.body().contains("<script"));
    assertFalse(answer.body().contains(" style="));
    assertTrue(answer.body().contains("<html lang=\"fr\">"));
  }
}
