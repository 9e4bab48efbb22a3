package fr.actionpopulaire.local.house;

import static fr.actionpopulaire.local.house.Prices.column;

import fr.actionpopulaire.testing.Cost;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page {@code docs/costs.md}, made of the ledger's lines and the files of docs/costs. */
final class CostsPage {

  static final String YEAR = "member-year.csv";
  static final String HOUSE = "house-year.csv";

  private static final int[] MEMBERS = {30_000, 300_000, 3_000_000};

  private final Prices prices = new Prices();
  private final OperationCosts operations = new OperationCosts(prices);
  private final StandingCosts standing =
      new StandingCosts(prices, House.text(House.path("template.yaml")));
  private final StoredCosts stored = StoredCosts.ofHouse(prices, standing.restorable());
  private final StringBuilder page = new StringBuilder();

  /** The functions' measured lines. */
  Map<String, Map<String, Cost>> ledger() {
    return operations.ledger();
  }

  String written() {
    page.setLength(0);
    add(
        """
        # What it costs

        Made from the measured lines of [access-patterns.md](access-patterns.md) and the files of [costs](costs) by `CostsTest`, with `-Dcosts.write=true`; it fails while this page is not what they say. Nothing here was billed yet: the requests, units and bytes are measured, the durations are assumed.
        """);
    prices();
    assumptions();
    memberYear();
    page.append(stored.written());
    page.append(standing.written());
    floors();
    operations();
    return page.toString();
  }

  private void add(String text) {
    page.append(text).append('\n');
  }

  private void prices() {
    add("## Prices\n\n| $ | for each | source | of | verified |\n|---|---|---|---|---|");
    for (Map<String, String> line : prices.all()) {
      add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |",
              column(line, "dollars"),
              column(line, "for"),
              column(line, "source"),
              column(line, "date"),
              column(line, "checked")));
    }
    add("");
    add(
        "The last line is the euro's. Free tiers are left out. Verified: *yes* where AWS itself says"
            + " so on a page we read, *quoted* where somebody who read AWS's price list says so.\n");
  }

  private void assumptions() {
    add("## Assumptions\n");
    add(
        String.format(
            Locale.ROOT,
            "- Lambda, until it is measured on AWS: arm64, %.0f ms for each run or %.0f ms for each"
                + " request of DynamoDB where that is more, of %.0f GB; one run in %.0f restores a"
                + " snapshot, %.0f ms more. The functions are given 512 MB and more (`template.yaml`):"
                + " half the memory is half the processor, so half the memory for twice as long.",
            1000 * Prices.SECONDS_AT_LEAST,
            1000 * Prices.SECONDS_A_REQUEST,
            Prices.GIGABYTES,
            1 / Prices.RESTORES,
            1000 * Prices.SECONDS_A_RESTORE));
    add(
        String.format(
            Locale.ROOT,
            "- Front door: what comes by the HTTP API, as browsers do, pays its price and"
                + " a line of %d bytes; apps call function URLs, which AWS asks nothing for.",
            Prices.DOOR_LOG));
    add(
        String.format(
            Locale.ROOT,
            "- Logs: what the function writes, which is measured, and %d bytes a run by the platform;"
                + " kept for thirty days.",
            Prices.PLATFORM_LOG));
    add(
        String.format(
            Locale.ROOT,
            "- Traces: X-Ray records the first run of a second and %.0f %% of the others. The table of"
                + " members has the most that can come to, no two runs in one second while fewer run;"
                + " the prices of operations leave it out.",
            100 * Prices.TRACED));
    add(
        "- Egress: headers and body of each answer as measured, uncompressed. What triggers return"
            + " goes nowhere.");
    add(
        "- Left out: photos in S3 by the GB-month, of which a member's year has none (their requests"
            + " are in); an event's items, which its organiser's thirty share; notices of mail that"
            + " came back and queues of runs that failed; an own domain's name. For want of a price"
            + " with a source: SES's feedback metrics, S3's use of the key.\n");
  }

  private void memberYear() {
    Prices.Euros year = operations.sum(YEAR);
    Prices.Euros house = operations.sum(HOUSE);
    double fixed = standing.aYear() + standing.askingAYear();
    int mails = mails();
    add("## A member's year\n");
    add(
        String.format(
            Locale.ROOT,
            "%s. So one member costs € %.5f a year: database %.5f, Lambda %.5f, front door %.5f, logs"
                + " %.5f, egress %.5f; and what is stored of them € %.5f, traces apart.",
            why(YEAR),
            year.sum(),
            year.database(),
            year.lambda(),
            year.door(),
            year.log(),
            year.egress(),
            stored.memberYear()));
    add("");
    add(
        String.format(
            Locale.ROOT,
            "What runs by the clock, nothing being due, costs € %.2f a year whatever the number of"
                + " members; what stands there € %.0f (both below).\n",
            house.sum(),
            fixed));
    add(
        String.format(
            Locale.ROOT,
            "| members | database, compute, door, logs, egress | stored | traces, at most | by the clock"
                + " | fixed | € a year, mail apart | € a member | mail: %d of ours for each |\n"
                + "|---|---|---|---|---|---|---|---|---|",
            mails));
    for (int members : MEMBERS) {
      double own = year.sum() * members;
      double kept = stored.memberYear() * members;
      double traces =
          prices.traces(OperationCosts.runs(YEAR) * members + OperationCosts.runs(HOUSE));
      double all = own + kept + traces + house.sum() + fixed;
      double thousands = mails * (members / 1000.0);
      add(
          String.format(
              Locale.ROOT,
              "| %,d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %.4f | %,.0f–%,.0f |",
              members,
              own,
              kept,
              traces,
              house.sum(),
              fixed,
              all,
              all / members,
              thousands * prices.of("mail-low"),
              thousands * prices.of("mail-high")));
    }
    add("");
    add(
        String.format(
            Locale.ROOT,
            "60 mass mails for each member, which this house does not send, would be € %.4f–%.4f a"
                + " member and year more.\n",
            60 * prices.of("mail-low") / 1000,
            60 * prices.of("mail-high") / 1000));
    add("| function | operation | times a year | €, a member |\n|---|---|---|---|");
    for (Map<String, String> line : Prices.csv(YEAR)) {
      double times = Double.parseDouble(column(line, "times"));
      add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f | %.7f |",
              column(line, "function"),
              quoted(column(line, "operation")),
              times,
              operations
                  .of(column(line, "function"), column(line, "operation"))
                  .times(times)
                  .sum()));
    }
    add("");
  }

  private static String why(String file) {
    List<String> whys =
        Prices.csv(file).stream()
            .map(line -> column(line, "why"))
            .filter(why -> !why.isEmpty())
            .toList();
    String text = String.join("; ", whys);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static int mails() {
    return (int) OperationCosts.times(YEAR, "mailer", "");
  }

  private void floors() {
    add("## Floors\n");
    add(
        "The least an operation could cost, what a careful design was expected to cost, and ours:"
            + " R and W are read and write units, € for a million with database and Lambda."
            + " Ours counts who asks (session and member, 2 R), which the others leave out.\n");
    add("| operation | floor | expected | € | ours | € | |\n|---|---|---|---|---|---|---|");
    for (Map<String, String> floor : Prices.csv("floors.csv")) {
      Cost ours = operations.line(column(floor, "function"), column(floor, "line"));
      Prices.Euros euros = operations.of(column(floor, "function"), column(floor, "line"));
      add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %d requests, %s R, %s W | %.2f | %s |",
              column(floor, "what"),
              column(floor, "floor"),
              column(floor, "recommended"),
              column(floor, "euros"),
              ours.requests(),
              units(ours.readUnits()),
              units(ours.writeUnits()),
              1e6 * (euros.database() + euros.lambda()),
              column(floor, "verdict")));
    }
    add("");
    add(
        "Statistics by department, for which one query was expected, are not kept: what is"
            + " published is counted once in half a year (ADR 0040).\n");
  }

  private static String units(double units) {
    return units == Math.rint(units) ? Long.toString(Math.round(units)) : Double.toString(units);
  }

  private void operations() {
    add("## € for a million operations\n");
    ledger()
        .forEach(
            (function, lines) -> {
              add("### " + function + "\n");
              add(
                  "| operation | database | Lambda | front door | S3 | logs | egress | sum |\n"
                      + "|---|---|---|---|---|---|---|---|");
              lines.keySet().stream()
                  .sorted()
                  .forEach(line -> row(line, operations.of(function, line).times(1e6)));
              add("");
            });
  }

  private void row(String operation, Prices.Euros euros) {
    add(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |",
            quoted(operation),
            euros.database(),
            euros.lambda(),
            euros.door(),
            euros.files(),
            euros.log(),
            euros.egress(),
            euros.sum()));
  }

  private static String quoted(String operation) {
    int comma = operation.indexOf(", ");
    return comma < 0
        ? "`" + operation + "`"
        : "`" + operation.substring(0, comma) + "`" + operation.substring(comma);
  }
}
