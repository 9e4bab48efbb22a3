package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Browser.SESSION;
import static fr.actionpopulaire.signup.Browser.form;
import static fr.actionpopulaire.signup.Browser.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfilePagesTest {

  private final TestAws aws;
  private final Browser browser;

  ProfilePagesTest(TestAws aws) {
    this.aws = aws;
    browser = new Browser(new Newcomer(aws));
  }

  @Test
  void fromTheAddressToTheAccountWithFormsAlone() {
    String session = browser.proved("forms@example.org");
    Response postal = browser.send(page("/inscription/profil").cookie(SESSION, session));
    assertEquals(200, postal.status());
    Response communes =
        browser.send(
            form("/inscription/profil", Map.of("etape", "commune", "codePostal", "59000"))
                .cookie(SESSION, session));
    assertEquals(200, communes.status());
    assertTrue(communes.body().contains("value=\"59350\""));
    assertTrue(communes.body().contains("Je soutiens la candidature"));
    Response done =
        browser.send(form("/inscription/profil", Browser.profile()).cookie(SESSION, session));
    assertEquals(303, done.status(), done::body);
    assertEquals("/compte", done.header("location").orElseThrow());
    assertTrue(browser.holder(session) instanceof Holder.SignedIn);
    assertEquals(
        "/compte",
        browser
            .send(page("/inscription/profil").cookie(SESSION, session))
            .header("location")
            .orElseThrow());
  }

  @Test
  @Tag("A1")
  @Tag("A11")
  void everyConsentHasItsOwnUntickedBoxAndTheNoticeIsComplete() {
    String session = browser.proved("boxes@example.org");
    String html =
        browser
            .send(
                form("/inscription/profil", Map.of("etape", "commune", "codePostal", "59000"))
                    .cookie(SESSION, session))
            .body();
    for (String box : List.of("account", "newsletter", "calls", "reuse", "targeting")) {
      assertTrue(html.contains("name=\"accord-" + box + "\""), box);
    }
    assertFalse(Pattern.compile("<input[^>]*\\schecked").matcher(html).find(), html);
    Map<String, String> environment = aws.environment("signup");
    for (String fact : List.of("CONTROLLER", "RIGHTS_CONTACT", "ENDORSEMENT_SOURCE")) {
      assertTrue(html.contains(escaped(environment.getOrDefault(fact, "?"))), fact);
    }
    for (String words :
        List.of(
            "usages ci-dessus, séparément",
            "consentement explicite",
            "Combien de temps",
            "jusqu’à la fin de la campagne",
            "Qui les voit",
            "L’équipe de la campagne",
            "Obligatoire ou facultatif",
            "Accès, rectification, effacement, limitation, opposition et portabilité",
            "réclamation à la CNIL")) {
      assertTrue(html.contains(words), words);
    }
  }

  @Test
  void whatWasTypedIsKeptAndEachFaultIsSaidNextToItsField() {
    String session = browser.proved("kept@example.org");
    Map<String, String> fields = Browser.profile();
    fields.put("prenom", "<b>Camille</b>");
    fields.put("accord-newsletter", "oui");
    fields.remove("soutien");
    fields.remove("plus15");
    Set<Object> before = browser.stored();
    Response refused = browser.send(form("/inscription/profil", fields).cookie(SESSION, session));
    assertEquals(422, refused.status());
    String html = refused.body();
    assertTrue(html.contains("&lt;b>Camille") || html.contains("&lt;b&gt;Camille"), html);
    assertFalse(html.contains("<b>Camille"));
    assertTrue(html.contains("value=\"Testard\""));
    for (String field : List.of("prenom", "plus15", "soutien")) {
      assertTrue(html.contains("id=\"" + field + "-erreur\""), field);
      assertTrue(html.contains("aria-describedby=\"" + field + "-erreur\""), field);
    }
    assertTrue(
        Pattern.compile("<input id=\"accord-newsletter\"[^>]*\\schecked").matcher(html).find());
    assertEquals(before, browser.stored());
  }

  @Test
  void signingOutForgetsBothCookiesAndEndsTheSession() {
    String session = browser.proved("out@example.org");
    Response out = browser.send(form("/deconnexion", Map.of()).cookie(SESSION, session));
    assertEquals(303, out.status());
    assertEquals("/", out.header("location").orElseThrow());
    assertEquals(2, out.cookies().stream().filter(c -> c.contains("Max-Age=0")).count());
    assertTrue(browser.holder(session) instanceof Holder.Nobody);
    assertEquals(
        "/inscription",
        browser
            .send(page("/inscription/profil").cookie(SESSION, session))
            .header("location")
            .orElseThrow());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
