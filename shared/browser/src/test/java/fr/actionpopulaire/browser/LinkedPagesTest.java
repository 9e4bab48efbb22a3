package fr.actionpopulaire.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.door.StaffIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages to which a mail's link leads, somebody's answer, or the end of an event. */
class LinkedPagesTest {

  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(ZoneId.of("Europe/Paris"));

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void aQuestionItsAnswerAndTheWayOutOfEveryMail(boolean scripts) {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    Inbox inbox = new Inbox(system);
    String runs = People.address("orga");
    String asks = People.address("curieux");
    try (Visitor organiser = people.member("Orga", runs, scripts);
        Visitor curious = people.member("Curieuse", asks, scripts);
        Visitor reader = Visitor.of(system, scripts)) {
      People.publish(organiser, "Réunion à question");
      String event = organiser.path();
      curious.open(event);
      curious.follow("Écrire à qui organise");
      curious.page().locator("#texte").evaluate("field => field.form.noValidate = true");
      curious.press("Envoyer", 422);
      curious.fill("Votre message", "Peut-on venir en fauteuil roulant ?");
      curious.tick("prenom");
      curious.press("Envoyer");
      assertTrue(curious.text().contains("Votre message est parti"), curious::text);

      // By the mail's link, in a browser where nobody is signed in.
      String path = event + "/messages/";
      reader.open(inbox.linkSentTo(runs, path));
      assertTrue(reader.text().contains("fauteuil roulant"), reader::text);
      reader.fill("Votre message", "Oui, il y a une rampe.");
      reader.press("Envoyer");
      assertTrue(reader.text().contains("Ce message a sa réponse"), reader::text);
      reader.open(reader.path().replaceAll("cle=.*", "cle=x"), 404);
      reader.open(inbox.linkSentTo(asks, path));
      assertTrue(reader.text().contains("une rampe"), reader::text);
      reader.follow("Signaler ce message");
      assertTrue(reader.page().inputValue("#cible").startsWith(path), reader::path);

      reader.open(inbox.linkSentTo(asks, "/v1/unsubscriptions/"));
      reader.press("Ne plus rien recevoir");
      curious.open(event + "/message", 409);
    }
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void theEntranceAndWhatCameOfIt(boolean scripts) {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    try (Visitor organiser = people.member("Orga", scripts);
        Visitor guest = people.member("Invitée", scripts)) {
      Instant start =
          system.clock().instant().plus(Duration.ofMinutes(4)).truncatedTo(ChronoUnit.MINUTES);
      Instant end = start.plus(Duration.ofMinutes(1));
      People.publish(organiser, "Réunion tout de suite", FIELD.format(start), FIELD.format(end));
      String event = organiser.path();
      guest.open(event + "/participation");
      guest.press("Je viens");
      organiser.open(event + "/emargement");
      organiser.open(event + "/accueil");
      organiser.follow("à noter (Invitée)");
      organiser.press("Noter la présence");
      assertTrue(organiser.text().contains("Présence notée : 1 sur 1"), organiser::text);
      organiser.open(event + "/accueil");
      organiser.press("Fermer les réponses");
      organiser.press("Rouvrir les réponses");

      system.clock().set(end.plusSeconds(1));
      organiser.open(event);
      organiser.follow("Écrire le bilan");
      organiser.fill("Personnes venues", "beaucoup");
      organiser.press("Enregistrer", 422);
      organiser.fill("Personnes venues", "12");
      organiser.press("Enregistrer");
      assertTrue(organiser.text().contains("Ce bilan est enregistré"), organiser::text);
    }
  }

  @ParameterizedTest(name = "scripts: {0}")
  @ValueSource(booleans = {false, true})
  void aDecisionIsContested(boolean scripts) throws Exception {
    Chromium.get();
    LocalSystem system = RunningSystem.get();
    People people = new People(system);
    String email = People.address("contestataire");
    try (Visitor organiser = people.member("Orga", email, scripts);
        Visitor anybody = Visitor.of(system, scripts)) {
      People.publish(organiser, "Réunion signalée");
      anybody.open("/signalement?cible=" + organiser.path());
      anybody.page().getByLabel("Motif").selectOption("misleading");
      anybody.fill("Pourquoi ?", "Le lieu n’existe pas.");
      anybody.tick("bonne-foi");
      anybody.press("Envoyer le signalement");
      warn(system, anybody.path().replace("/signalements/", ""));
      anybody.open(anybody.path());
      anybody.open(new Inbox(system).linkSentTo(email, "/recours/"));
      anybody.page().locator("#explication").evaluate("field => field.form.noValidate = true");
      anybody.press("Envoyer mon recours", 422);
      anybody.fill("Pourquoi cette décision est-elle à revoir ?", "Le lieu existe bien.");
      anybody.press("Envoyer mon recours");
      assertTrue(anybody.text().contains("Recours enregistré"), anybody::text);
    }
  }

  /** Decides a report as staff do from their command line. */
  private static void warn(LocalSystem system, String report)
      throws IOException, InterruptedException {
    StaffIdentity staff = system.staff().getFirst();
    String decision =
        """
        {"measure":"warn","facts":"Le lieu n’est pas le bon.","automated":false,
         "ground":{"kind":"terms","reference":"article 4","explanation":"Le lieu doit être vrai."}}
        """;
    Process curl =
        new ProcessBuilder(
                "curl",
                "-sS",
                "-w",
                "%{http_code}",
                "--aws-sigv4",
                "aws:amz:eu-west-3:lambda",
                "--user",
                staff.accessKeyId() + ":" + staff.secretAccessKey(),
                "-H",
                "content-type: application/json",
                "--data-binary",
                decision,
                system.address() + "/v1/moderation/reports/" + report + "/decision")
            .redirectErrorStream(true)
            .start();
    curl.getOutputStream().close();
    String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, curl.waitFor(), answer);
    assertTrue(answer.endsWith("201"), answer);
  }
}
