package fr.actionpopulaire.local.house;

import static fr.actionpopulaire.local.house.Prices.column;
import static fr.actionpopulaire.local.house.Prices.number;

import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.testing.Cost;
import fr.actionpopulaire.testing.HouseTemplate;
import fr.actionpopulaire.testing.LedgerPage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one run of an operation costs: its measured line, the front door where the template has a
 * route to it, and its requests of S3, which docs/costs/files.csv counts.
 */
final class OperationCosts {

  private static final Pattern HTTP = Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE) ");

  /** An operation of a function, as the ledger names it. */
  private record Name(String function, String operation) {}

  private final Prices prices;
  private final Map<String, Map<String, Cost>> ledger = new LinkedHashMap<>();
  private final Set<String> routed = new HashSet<>();
  private final Map<Name, Map<String, String>> files = new HashMap<>();

  OperationCosts(Prices prices) {
    this.prices = prices;
    House.functions().forEach(name -> ledger.put(name, LedgerPage.of(name).lines()));
    HouseTemplate.read().functions().stream()
        .filter(function -> !function.routes().isEmpty())
        .map(FunctionResource::folder)
        .forEach(routed::add);
    for (Map<String, String> line : Prices.csv("files.csv")) {
      Name name = new Name(column(line, "function"), column(line, "operation"));
      line(name.function(), name.operation());
      files.put(name, line);
    }
  }

  /** The functions' measured lines. */
  Map<String, Map<String, Cost>> ledger() {
    return ledger;
  }

  /** A line of the ledger, which has to be there. */
  Cost line(String function, String operation) {
    Map<String, Cost> lines = Objects.requireNonNull(ledger.get(function), function);
    return Objects.requireNonNull(lines.get(operation), () -> function + ": " + operation);
  }

  /**
   * Whether the front door leads to it: of a function that has routes, everything there is by HTTP
   * ({@code OpenApiTest}). Staff's functions have only a URL.
   */
  boolean isByTheDoor(String function, String operation) {
    return routed.contains(function) && HTTP.matcher(operation).lookingAt();
  }

  /** One run, in euros. */
  Prices.Euros of(String function, String operation) {
    Map<String, String> requests =
        files.getOrDefault(new Name(function, operation), Map.of("writes", "0", "reads", "0"));
    return prices.of(
        line(function, operation),
        isByTheDoor(function, operation),
        (int) number(requests, "writes"),
        (int) number(requests, "reads"));
  }

  /** All runs of a file of docs/costs that says how often each is run. */
  Prices.Euros sum(String file) {
    Prices.Euros sum = Prices.nothing();
    for (Map<String, String> line : Prices.csv(file)) {
      Prices.Euros one = of(column(line, "function"), column(line, "operation"));
      sum = sum.plus(one.times(number(line, "times")));
    }
    return sum;
  }

  /** How many runs that file has. */
  static double runs(String file) {
    return Prices.csv(file).stream().mapToDouble(line -> number(line, "times")).sum();
  }

  /** How often that file runs an operation. */
  static double times(String file, String function, String operation) {
    return Prices.csv(file).stream()
        .filter(line -> column(line, "function").equals(function))
        .filter(line -> column(line, "operation").startsWith(operation))
        .mapToDouble(line -> number(line, "times"))
        .sum();
  }
}
