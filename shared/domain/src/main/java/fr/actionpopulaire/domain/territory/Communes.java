package fr.actionpopulaire.domain.territory;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every commune of France, overseas included, and every arrondissement of its three largest cities.
 *
 * <p>No lookup throws on what a visitor may type: what is not understood finds nothing.
 *
 * <p>Paris, Lyon and Marseille are there twice, as cities and as arrondissements. A city answers to
 * its INSEE code only; those who search by postal code or name are offered its arrondissements.
 */
public final class Communes {
  private static final Set<String> WHOLE_CITIES = Set.of("13055", "69123", "75056");

  /** No name is longer; a longer text is not worth folding. */
  private static final int LONGEST_QUERY = 60;

  private static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{5}");

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId MARQUESAS = ZoneId.of("Pacific/Marquesas");
  private static final ZoneId GAMBIER = ZoneId.of("Pacific/Gambier");

  private final CommuneTable table;

  private Communes(CommuneTable table) {
    this.table = table;
  }

  /** Returns the table embedded in the module, read on the first call. */
  public static Communes embedded() {
    return Holder.COMMUNES;
  }

  private static final class Holder {
    static final Communes COMMUNES = new Communes(CommuneTable.read());
  }

  /** Returns the commune, arrondissement or whole city of this INSEE code. */
  public Optional<Commune> byCode(String code) {
    int row = table.rowOf(code);
    return row < 0 ? Optional.empty() : Optional.of(table.commune(row));
  }

  /** Returns every commune and arrondissement this postal code serves, sorted by INSEE code. */
  public List<Commune> byPostalCode(String postalCode) {
    if (!POSTAL_CODE.matcher(postalCode).matches()) {
      return List.of();
    }
    return Arrays.stream(table.rowsOf(Integer.parseInt(postalCode)))
        .filter(this::isOffered)
        .mapToObj(table::commune)
        .toList();
  }

  /**
   * Returns the communes and arrondissements whose name begins so: exact matches first, then the
   * most populated. Accents, case, hyphens and apostrophes are ignored, and "St" means "Saint".
   */
  public List<Commune> byName(String prefix, int limit) {
    if (limit <= 0 || prefix.length() > LONGEST_QUERY) {
      return List.of();
    }
    String query = FoldedName.ofQuery(prefix);
    if (query.isEmpty()) {
      return List.of();
    }
    var matches = new ArrayList<Match>();
    for (int row = 0; row < table.size(); row++) {
      if (mayBeginWith(query.charAt(0), table.initial(row))) {
        String name = FoldedName.of(table.name(row));
        if (name.startsWith(query) && isOffered(row)) {
          matches.add(new Match(row, name.equals(query), table.population(row)));
        }
      }
    }
    return matches.stream()
        .sorted(Match.BEST_FIRST)
        .limit(limit)
        .map(match -> table.commune(match.row()))
        .toList();
  }

  private record Match(int row, boolean exact, int population) {
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparing(Match::exact)
            .thenComparing(Match::population)
            .reversed()
            .thenComparing(Match::row);
  }

  /** A cheap test that spares most names the folding. A negative byte opens an accented letter. */
  private static boolean mayBeginWith(char folded, byte initial) {
    return initial < 0 || folded == Character.toLowerCase((char) initial);
  }

  private boolean isOffered(int row) {
    return !WHOLE_CITIES.contains(table.code(row));
  }

  /**
   * Returns the codes of the departments with at least one commune within the radius, nearest
   * first.
   *
   * <p>An event stands at the point of its commune: one within the radius is in one of these
   * departments, and no other department has any.
   */
  public List<String> departmentsWithin(Point centre, double radiusKm) {
    return departmentsAround(centre, radiusKm).stream().map(Around::department).toList();
  }

  /** A department, and how far its nearest commune is. */
  public record Around(String department, double distanceKm) {}

  /** Returns every department, nearest first. */
  public List<Around> departmentsAround(Point centre) {
    return departmentsAround(centre, Math.PI * Point.EARTH_RADIUS_KM);
  }

  private List<Around> departmentsAround(Point centre, double radiusKm) {
    Map<String, Double> nearest = new HashMap<>();
    for (int row : table.rowsAround(centre, radiusKm)) {
      double distanceKm = centre.distanceKm(table.point(row));
      if (distanceKm <= radiusKm) {
        nearest.merge(table.department(row), distanceKm, Math::min);
      }
    }
    return nearest.entrySet().stream()
        .map(entry -> new Around(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Around::distanceKm).thenComparing(Around::department))
        .toList();
  }

  /** Returns the time zone of a commune: its department's, save for two Polynesian archipelagos. */
  public ZoneId zoneOf(Commune commune) {
    return switch (commune.code()) {
      case "98718", "98723", "98731", "98746", "98756", "98757" -> MARQUESAS;
      case "98719" -> GAMBIER;
      default -> Department.byCode(commune.department()).map(Department::zone).orElse(PARIS);
    };
  }
}
