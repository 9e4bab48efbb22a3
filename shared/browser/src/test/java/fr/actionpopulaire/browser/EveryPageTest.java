package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import fr.actionpopulaire.local.LocalSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages a walk does not come to, and what pages say when something is wrong. */
class EveryPageTest {

  private static final List<String> OF_ANYBODY =
      List.of(
          "/mentions-legales",
          "/confidentialite",
          "/conditions",
          "/accessibilite",
          "/sources",
          "/signalement",
          "/transparence",
          "/inscription",
          "/connexion",
          "/deconnexion",
          "/problems/not-found",
          "/problems/frozen",
          "/evenements",
          "/evenements?lieu=38300",
          "/evenements?lieu=Atlantide",
          "/evenements?commune=97501&rayon=5");

  private static final List<String> OF_MEMBERS =
      List.of(
          "/compte",
          "/compte/profil",
          "/compte/photo",
          "/compte/adresse",
          "/compte/consentements",
          "/compte/suppression",
          "/mes-participations",
          "/mon-agenda",
          "/evenements/pour-moi",
          "/evenements/nouveau?type=postering");

  /** After the address of an event. */
  private static final List<String> OF_ORGANISERS =
      List.of("", "/participation", "/reponses", "/co-organisation", "/modifier", "/affiche");

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void everyPageKeepsTheRules(boolean scripts) {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    try (Visitor anybody = Visitor.of(system, scripts);
        Visitor member = people.member("Membre", scripts)) {
      OF_ANYBODY.forEach(anybody::open);
      anybody.open("/n/importe/quoi", 404);
      anybody.open("/evenements/00000000000000000000000000", 404);
      OF_MEMBERS.forEach(member::open);
      People.publish(member, "Réunion de toutes les pages");
      String event = member.path();
      OF_ORGANISERS.forEach(page -> member.open(event + page));
    }
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void whatIsWrongIsSaidOnAPageThatKeepsThemToo(boolean scripts) {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    try (Visitor newcomer = Visitor.of(system, scripts)) {
      newcomer.open("/inscription");
      // The server's word, since a browser's own check would keep the form back.
      newcomer.page().locator("#email").evaluate("field => field.form.noValidate = true");
      newcomer.fill("Votre adresse électronique", "pas une adresse");
      newcomer.press("Recevoir mon code", 422);
      String email = People.address("distrait");
      newcomer.fill("Votre adresse électronique", email);
      newcomer.press("Recevoir mon code");
      newcomer.fill("Code reçu par courriel", "00000000");
      newcomer.press("Continuer", 403);
      newcomer.fill("Code reçu par courriel", new Inbox(system).codeSentTo(email));
      newcomer.press("Continuer");
      newcomer.open("/vos-droits");
      newcomer.open("/inscription/profil");
      newcomer.fill("Code postal", "00000");
      newcomer.press("Continuer", 422);
      newcomer.fill("Code postal", "35000");
      newcomer.press("Continuer");
      newcomer.page().locator("#prenom").evaluate("field => field.form.noValidate = true");
      newcomer.press("Activer mon compte", 422);
      People.fillIn(newcomer, "Distraite");
      newcomer.press("Activer mon compte");

      newcomer.open("/evenements/nouveau");
      newcomer.page().locator("#titre").evaluate("field => field.form.noValidate = true");
      newcomer.fill("Titre", "X");
      newcomer.fill("Code postal ou commune", "38300");
      newcomer.press("Publier", 422);
      newcomer.open("/signalement");
      newcomer.page().locator("#cible").evaluate("field => field.form.noValidate = true");
      newcomer.press("Envoyer le signalement", 422);
      newcomer.open("/compte/profil");
      newcomer.page().locator("#prenom").evaluate("field => field.form.noValidate = true");
      newcomer.fill("Prénom", "");
      newcomer.press("Enregistrer", 422);
      People.publish(newcomer, "Réunion des distraits");
      newcomer.page().locator("#motif").evaluate("field => field.form.noValidate = true");
      newcomer.unfold("Annuler cet événement");
      newcomer.press("Annuler l’événement", 422);
    }
  }

  /** The page's policy forbids inline scripts: data is none, and the console stays silent. */
  @Test
  @SuppressWarnings("unchecked") // what the browser parsed: an object of JSON
  void theEventIsThereAsDataWhichTheBrowserReadsAndNeverRuns() {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    String title = "Réunion <3 & \"suite\" --> ]]>";
    try (Visitor organiser = new People(system).member("Prénom-Rare", true)) {
      People.publish(organiser, title);
      Page page = organiser.page();
      assertEquals(1, page.locator("script").count());
      assertTrue(page.title().startsWith(title), page.title());
      Map<String, Object> data =
          (Map<String, Object>) page.evaluate("() => JSON.parse(document.scripts[0].textContent)");
      assertEquals("Event", data.get("@type"));
      assertEquals(title, data.get("name"));
      assertEquals("2026-12-05T18:30:00+01:00", data.get("startDate"));
      assertEquals(system.address() + organiser.path(), data.get("url"));
      assertEquals(data.get("url"), page.locator("link[rel=canonical]").getAttribute("href"));
      assertTrue(!data.toString().contains("Prénom-Rare"), data::toString);
    }
  }
}
