package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.Template;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The real template with the facts of an invented campaign. */
final class TestTemplate {

  private static final Map<String, String> FACTS =
      Map.ofEntries(
          Map.entry("Stage", "dev"),
          Map.entry("CampaignId", "essai-2027"),
          Map.entry("CampaignName", "Campagne d’essai"),
          Map.entry("Candidate", "La Candidate"),
          Map.entry("Party", "Le Parti"),
          Map.entry("Election", "Élection d’essai"),
          Map.entry("Ballots", "2027-04-18,2027-05-02"),
          Map.entry("Controller", "Association d’essai, 1 rue de l’Exemple, 75001 Paris"),
          Map.entry("RightsContact", "droits@example.org"),
          Map.entry("EndorsementSource", "le formulaire de parrainage d’essai"),
          Map.entry("Sender", "bonjour@example.org"),
          Map.entry("StaffTrust", "arn:aws:iam::000000000000:saml-provider/essai"));

  /** Limits with a default that would stop a class of tests midway. */
  private static final Map<String, String> LIMITS =
      Map.of("MailsPerDay", "1000000", "MailsPerSecond", "100000");

  private TestTemplate() {}

  /** Facts the template does not ask for are left out; of others a placeholder is made. */
  static Template read() {
    Path file = House.path().resolve("template.yaml");
    Set<String> missing = Template.missingParameters(file, Map.of());
    Map<String, String> parameters = new LinkedHashMap<>(LIMITS);
    for (String name : missing) {
      parameters.put(name, FACTS.getOrDefault(name, "essai-" + name.toLowerCase(Locale.ROOT)));
    }
    return Template.read(file, parameters);
  }
}
