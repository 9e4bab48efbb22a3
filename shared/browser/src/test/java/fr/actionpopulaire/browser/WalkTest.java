package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.LocalSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people come for, from the first page to signing out, with scripts and without. */
class WalkTest {

  private static final String TITLE = "Réunion « & <3 > »";

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  @Tag("A9")
  void fromFindingAnEventToSigningOut(boolean scripts) {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    String title = TITLE + (scripts ? " avec" : " sans");
    try (Visitor organiser = people.member("Orga", scripts);
        Visitor guest = Visitor.of(system, scripts)) {
      assertEquals("/compte", organiser.path());
      People.publish(organiser, title);
      String event = organiser.path();
      assertTrue(organiser.text().contains("Maison de quartier"), organiser::text);

      // Found from the first page, opened, and answered by somebody who had no account.
      guest.open("/");
      guest.fill("Code postal ou commune", "35000");
      guest.press("Chercher");
      guest.follow(title);
      assertEquals(event, guest.path());
      assertFalse(guest.sees("button:text-is('Je viens')"));
      guest.follow("Activer mon compte");
      people.signUp(guest, People.address("invite"), "Invitée");
      assertEquals(event + "/participation", guest.path());
      guest.page().getByLabel("Personnes qui vous accompagnent").selectOption("2");
      guest.press("Je viens");
      assertTrue(guest.text().contains("Vous venez, avec 2 personnes"), guest::text);
      guest.follow("Mes actions");
      assertTrue(guest.text().contains(title), guest::text);

      // Reported, and answered otherwise.
      guest.follow(title);
      guest.follow("Signaler cet événement");
      assertEquals(event, guest.page().inputValue("#cible"));
      guest.page().getByLabel("Motif").selectOption("misleading");
      guest.fill("Pourquoi ?", "Le lieu n’existe pas.");
      guest.tick("bonne-foi");
      guest.press("Envoyer le signalement");
      assertTrue(guest.text().contains("Votre signalement est enregistré"), guest::text);
      guest.open(event + "/participation");
      guest.press("Je ne viens plus");
      guest.open("/mes-participations");
      assertFalse(guest.text().contains(title), guest::text);

      // Changed, then called off.
      organiser.open(event);
      organiser.follow("Modifier cet événement");
      organiser.fill("Titre", title + " bis");
      organiser.press("Enregistrer");
      assertTrue(organiser.text().contains(title + " bis"), organiser::text);
      organiser.unfold("Annuler cet événement");
      organiser.fill("Pourquoi ?", "Salle fermée");
      organiser.press("Annuler l’événement");
      assertTrue(organiser.text().contains("Annulé. Salle fermée"), organiser::text);

      for (Visitor visitor : new Visitor[] {organiser, guest}) {
        visitor.open("/compte");
        visitor.press("Se déconnecter");
        visitor.open("/compte");
        assertEquals("/connexion", visitor.path());
      }
    }
  }
}
