package fr.actionpopulaire.local.house;

import static fr.actionpopulaire.local.house.Prices.column;
import static fr.actionpopulaire.local.house.Prices.number;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.embeddedaws.TableResource;
import fr.actionpopulaire.testing.HouseTemplate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What storing a member costs: the items that each thing they do leaves behind, as {@code
 * StoredTest} measured them, each kept until the deadline it was stored with, and as long again as
 * whoever deletes it may be late.
 */
final class StoredCosts {

  /** AWS charges so much on top of each item. */
  static final int OVERHEAD = 100;

  private static final double DAYS = 365;

  private final Prices prices;
  private final Set<String> restorable;
  private final Set<String> swept;
  private final List<Map<String, String>> lines;

  /**
   * @param restorable tables with backups, by logical id
   * @param swept tables that DynamoDB's own broom empties
   * @param lines of docs/costs/stored.csv
   */
  StoredCosts(
      Prices prices, Set<String> restorable, Set<String> swept, List<Map<String, String>> lines) {
    this.prices = prices;
    this.restorable = Set.copyOf(restorable);
    this.swept = Set.copyOf(swept);
    this.lines = List.copyOf(lines);
  }

  /** What the template and the files of docs/costs say. */
  static StoredCosts ofHouse(Prices prices, Set<String> restorable) {
    Set<String> swept =
        HouseTemplate.read().tables().stream()
            .filter(table -> table.ttlAttribute().isPresent())
            .map(TableResource::logicalId)
            .collect(Collectors.toSet());
    return new StoredCosts(prices, restorable, swept, Prices.csv("stored.csv"));
  }

  /** What is done, and how often a year: as docs/costs/member-year.csv has it. */
  private static Map<String, Double> year() {
    Map<String, Double> times = new LinkedHashMap<>();
    times.put("sign-up", times("signup", "POST /inscription/profil"));
    times.put("sign-in", times("signup", "POST /connexion/code"));
    times.put("mail", times("mailer", ""));
    times.put("answer", times("rsvp", "POST /evenements/{id}/participation"));
    times.put("erasure", times("account", "DELETE /v1/me"));
    return times;
  }

  private static double times(String function, String operation) {
    return OperationCosts.times(CostsPage.YEAR, function, operation);
  }

  /** Euros for what is stored of one member in a year. */
  double memberYear() {
    return year().entrySet().stream()
        .mapToDouble(done -> done.getValue() * euros(done.getKey()))
        .sum();
  }

  /** The page's chapter. */
  String written() {
    StringBuilder rows = new StringBuilder();
    double bytes = 0;
    for (Map.Entry<String, Double> done : year().entrySet()) {
      double average = done.getValue() * bytes(done.getKey());
      bytes += average;
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %d | %.0f | %.0f |%n",
              done.getKey(),
              done.getValue(),
              items(done.getKey()),
              average,
              done.getValue() * backedUp(done.getKey())));
    }
    return String.format(
        Locale.ROOT,
        """
        ## What is stored of a member

        Items as `StoredTest` measured them ([stored.csv](costs/stored.csv)), each for the part of a year until its deadline and as late as it may be deleted (a day, in tables that DynamoDB sweeps itself three), with the %d bytes that AWS adds to each: %,.0f bytes on average.

        | | times a year | items left each time | bytes on average | with backups |
        |---|---|---|---|---|
        %s
        """,
        OVERHEAD,
        bytes,
        rows);
  }

  /** Bytes that are there on average through a year, of what is done once in it. */
  double bytes(String what) {
    return of(what).stream().mapToDouble(this::average).sum();
  }

  int items(String what) {
    return of(what).size();
  }

  /** Of these bytes, those of which there is a backup. */
  double backedUp(String what) {
    return of(what).stream()
        .filter(line -> restorable.contains(column(line, "table")))
        .mapToDouble(this::average)
        .sum();
  }

  /** Euros for a year of it. */
  double euros(String what) {
    return 12
        * (bytes(what) * prices.of("stored") + backedUp(what) * prices.of("backup"))
        / Prices.BYTES_OF_A_GB;
  }

  private List<Map<String, String>> of(String what) {
    return lines.stream().filter(line -> column(line, "what").equals(what)).toList();
  }

  private double average(Map<String, String> line) {
    return (number(line, "bytes") + OVERHEAD) * Math.min(DAYS, kept(line)) / DAYS;
  }

  /** What goes with the campaign is there all year. */
  private double kept(Map<String, String> line) {
    if (column(line, "days").equals("campaign")) {
      return DAYS;
    }
    Duration late =
        swept.contains(column(line, "table"))
            ? RetentionRule.BROOM_DELAY
            : RetentionRule.PURGE_DELAY;
    return number(line, "days") + late.toDays();
  }
}
