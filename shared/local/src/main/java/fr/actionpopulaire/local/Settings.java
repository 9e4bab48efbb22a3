package fr.actionpopulaire.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How to start the local system.
 *
 * @param house the folder with {@code template.yaml} and {@code functions/}
 * @param tools the folder with the built {@code shared/local}: usually the same
 * @param port 0 for a free one
 * @param data where tables, objects and secrets are kept between runs; in memory when empty
 * @param folder where the functions' task roots and logs go
 * @param demo whether demo people and events are made once everything runs
 * @param environments how many invocations of one function may run at once
 * @param parameters values of the template's parameters
 * @param console takes each line meant for whoever started it
 */
public record Settings(
    Path house,
    Path tools,
    int port,
    Optional<Path> data,
    Path folder,
    boolean demo,
    int environments,
    Map<String, String> parameters,
    Consumer<String> console) {

  /** A campaign that evidently is none, and quotas that do not get in a tester's way. */
  static final Map<String, String> CAMPAIGN =
      Map.ofEntries(
          Map.entry("Stage", "dev"),
          Map.entry("CampaignId", "demo"),
          Map.entry("CampaignName", "Campagne de démonstration"),
          Map.entry("Candidate", "la liste de démonstration"),
          Map.entry("Party", "Collectif de démonstration"),
          Map.entry("Election", "Élection de démonstration"),
          Map.entry(
              "Controller", "Association de démonstration, 1 place de la Mairie, 00000 Exemple"),
          Map.entry("RightsContact", "droits@demo.example"),
          Map.entry("EndorsementSource", "Formulaire de soutien de la campagne de démonstration"),
          Map.entry("Sender", "bonjour@demo.example"),
          Map.entry("StaffTrust", "arn:aws:iam::000000000000:role/Demo"),
          Map.entry("CodesPerSource", "100000"),
          Map.entry("ReportsPerSource", "100000"),
          Map.entry("EventsPerDay", "100000"),
          Map.entry("MailsPerDay", "100000000"),
          Map.entry("MailsPerSecond", "100000"));

  /** In memory, on a free port, without demo data, silent: for tests. */
  public static Settings forTests(Path house, Path tools, Path folder) {
    return new Settings(house, tools, 0, Optional.empty(), folder, false, 1, CAMPAIGN, line -> {});
  }

  /**
   * As {@code ./mvnw -Prun} passes them on: {@code house} (folder of the project), {@code port} and
   * {@code data} (may be empty).
   *
   * @throws CannotStart when one of them makes no sense
   */
  static Settings fromProperties(Consumer<String> console) {
    Path house = Path.of(System.getProperty("house", ""));
    String wanted = System.getProperty("port", "8080");
    if (!wanted.matches("\\d{1,5}") || Integer.parseInt(wanted) > 65535) {
      throw new CannotStart("-Dport= takes a number up to 65535, not " + wanted + ".");
    }
    int port = Integer.parseInt(wanted);
    Optional<Path> data =
        Optional.of(System.getProperty("data", ""))
            .filter(folder -> !folder.isBlank())
            .map(house::resolve);
    Path folder =
        data.map(kept -> kept.resolve("functions"))
            .orElse(house.resolve("shared/local/target/local-" + port));
    return new Settings(house, house, port, data, folder, true, 1, CAMPAIGN, console);
  }

  /** The same with these template parameters and no others. */
  public Settings withParameters(Map<String, String> values) {
    return new Settings(house, tools, port, data, folder, demo, environments, values, console);
  }

  /** The same with so many environments of each function, so that races can be driven. */
  public Settings withEnvironments(int count) {
    return new Settings(house, tools, port, data, folder, demo, count, parameters, console);
  }

  /** The same, keeping its data in that folder. */
  public Settings withData(Path kept) {
    return new Settings(
        house, tools, port, Optional.of(kept), folder, demo, environments, parameters, console);
  }

  /** The same with demo data. */
  public Settings withDemo() {
    return new Settings(house, tools, port, data, folder, true, environments, parameters, console);
  }

  /** The same, telling what it does. */
  public Settings tellingTo(Consumer<String> listener) {
    return new Settings(house, tools, port, data, folder, demo, environments, parameters, listener);
  }
}
