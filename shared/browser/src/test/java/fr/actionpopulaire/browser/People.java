package fr.actionpopulaire.browser;

import fr.actionpopulaire.local.LocalSystem;
import java.util.concurrent.atomic.AtomicInteger;

/** What people do again and again: sign up with a code from their inbox, publish an event. */
final class People {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final LocalSystem system;

  People(LocalSystem system) {
    this.system = system;
  }

  /** An address nobody has used. */
  static String address(String name) {
    return name + NUMBER.incrementAndGet() + "@example.org";
  }

  /** From the form for the address to the account, or to where the visitor was going. */
  void signUp(Visitor visitor, String email, String firstName) {
    proveAddress(visitor, email);
    if (visitor.sees("h1:text-is('Votre commune')")) {
      visitor.fill("Code postal", "35000");
      visitor.press("Continuer");
    }
    fillIn(visitor, firstName);
    visitor.press("Activer mon compte");
  }

  /** From the form for the address to the page after the code. */
  void proveAddress(Visitor visitor, String email) {
    visitor.fill("Votre adresse électronique", email);
    visitor.press("Recevoir mon code");
    visitor.fill("Code reçu par courriel", new Inbox(system).codeSentTo(email));
    visitor.press("Continuer");
  }

  /** The profile's fields that must be filled in, the commune as it is proposed. */
  static void fillIn(Visitor visitor, String firstName) {
    visitor.fill("Prénom", firstName);
    visitor.fill("Nom", "Essai");
    for (String box : new String[] {"plus15", "soutien", "accord-account"}) {
      visitor.tick(box);
    }
  }

  /** A member, signed in, with their account before them. */
  Visitor member(String firstName, boolean scripts) {
    return member(firstName, address("membre"), scripts);
  }

  /** The same by an address the test knows. */
  Visitor member(String firstName, String email, boolean scripts) {
    Visitor visitor = Visitor.of(system, scripts);
    visitor.open("/inscription");
    signUp(visitor, email, firstName);
    return visitor;
  }

  /** Publishes an event in Rennes; the visitor, a member, has its page before them. */
  static void publish(Visitor organiser, String title) {
    publish(organiser, title, "2026-12-05T18:30", "2026-12-05T20:00");
  }

  /** The same at another time, on the clocks of Rennes. */
  static void publish(Visitor organiser, String title, String start, String end) {
    organiser.open("/evenements/nouveau");
    organiser.fill("Titre", title);
    organiser.page().getByLabel("Type d’action").selectOption("meeting");
    organiser.fill("Début", start);
    organiser.fill("Fin (facultatif)", end);
    organiser.fill("Code postal ou commune", "35000");
    organiser.fill("Lieu de rendez-vous (facultatif)", "Maison de quartier, 1 rue de l’Exemple");
    organiser.fill(
        "Description (facultative)", "On parle du programme.\n\n- du thé\n- des chaises");
    organiser.fill("Nombre de places (facultatif)", "20");
    organiser.press("Publier");
  }
}
