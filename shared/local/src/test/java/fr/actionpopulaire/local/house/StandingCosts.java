package fr.actionpopulaire.local.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the template asks for whether anybody comes or not, counted in its text: keys, secrets, the
 * metrics its alarms watch, the metrics it makes of log lines.
 */
final class StandingCosts {

  /** Keys of tables and the secret are asked for anew after five minutes. */
  static final double ASKED_A_YEAR = 365 * 24 * 12.0;

  private static final Pattern RESOURCE =
      Pattern.compile("(?m)^  (\\w+):\\n    Type: (AWS::\\w+::\\w+)\\n");

  private final Prices prices;
  private final Map<String, Integer> count = new LinkedHashMap<>();
  private final Set<String> restorable = new TreeSet<>();

  StandingCosts(Prices prices, String template) {
    this.prices = prices;
    List<String> counted = List.of("keys", "secrets", "alarms", "metrics", "tables", "functions");
    counted.forEach(name -> count.put(name, 0));
    Matcher resource = RESOURCE.matcher(template);
    boolean found = resource.find();
    while (found) {
      String id = resource.group(1);
      String type = resource.group(2);
      int begin = resource.end();
      found = resource.find();
      note(id, type, template.substring(begin, found ? resource.start() : template.length()));
    }
  }

  private void note(String id, String type, String block) {
    switch (type) {
      case "AWS::KMS::Key" -> add("keys", 1);
      case "AWS::SecretsManager::Secret" -> add("secrets", 1);
      case "AWS::CloudWatch::Alarm" -> add("alarms", Math.max(1, times(block, "MetricStat:")));
      case "AWS::Logs::MetricFilter" -> add("metrics", times(block, "MetricName:"));
      case "AWS::Serverless::Function" -> add("functions", 1);
      case "AWS::DynamoDB::Table" -> {
        add("tables", 1);
        if (block.contains("PointInTimeRecoveryEnabled: true")) {
          restorable.add(id);
        }
      }
      default -> {}
    }
  }

  private static int times(String block, String word) {
    return block.split(Pattern.quote(word), -1).length - 1;
  }

  private void add(String what, int more) {
    count.merge(what, more, Integer::sum);
  }

  int count(String what) {
    return count.getOrDefault(what, 0);
  }

  /** The tables that can be restored to any moment of their last days, by logical id. */
  Set<String> restorable() {
    return restorable;
  }

  /** Euros a year for what stands there. */
  double aYear() {
    return 12
        * (count("keys") * prices.of("key")
            + count("secrets") * prices.of("secret")
            + count("alarms") * prices.of("alarm")
            + count("metrics") * prices.of("metric"));
  }

  /**
   * Euros a year for one process of each function that never rests, asks for every table's key and
   * reads the secret: more than any function does.
   */
  double askingAYear() {
    double keys = (count("tables") + 1) * prices.of("key-request");
    return count("functions")
        * ASKED_A_YEAR
        * (keys + prices.of("secret-request"))
        / Prices.MILLION;
  }

  /** The page's chapter. */
  String written() {
    return String.format(
        Locale.ROOT,
        """
        ## What stands there

        Counted in `template.yaml`: %d key, %d secret, alarms on %d metrics, %d metrics made of log lines, € %.0f a year. The key costs as much again after each of its first two yearly rotations. Asking for keys and the secret every five minutes, which one process of each function would do if it never rested, € %.0f at most.

        """,
        count("keys"),
        count("secrets"),
        count("alarms"),
        count("metrics"),
        aYear(),
        askingAYear());
  }
}
