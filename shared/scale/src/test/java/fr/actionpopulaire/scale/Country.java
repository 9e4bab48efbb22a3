package fr.actionpopulaire.scale;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a crowd's events are: of eight, one in Paris, two in the next biggest cities, five anywhere
 * in France. Three islands are left alone, so that as many events are there whatever the crowd.
 */
final class Country {

  /** Saint-Pierre-et-Miquelon, Saint-Barthélemy, Wallis-et-Futuna: the crowd publishes nothing. */
  private static final Set<String> LEFT_ALONE = Set.of("975", "977", "986");

  private static final List<String> CITIES =
      List.of(
          "Marseille 1",
          "Lyon 3",
          "Toulouse",
          "Nice",
          "Nantes",
          "Montpellier",
          "Strasbourg",
          "Bordeaux",
          "Lille",
          "Rennes",
          "Reims",
          "Saint-Étienne",
          "Le Havre",
          "Grenoble",
          "Dijon",
          "Angers",
          "Nîmes",
          "Clermont-Ferrand",
          "Brest",
          "Tours",
          "Limoges",
          "Amiens",
          "Metz",
          "Perpignan",
          "Besançon",
          "Orléans",
          "Rouen",
          "Mulhouse",
          "Caen",
          "Nancy");

  private final List<Commune> everywhere;
  private final List<Commune> paris;
  private final List<Commune> cities;

  Country() {
    Communes communes = Communes.embedded();
    TreeMap<String, Commune> byCode = new TreeMap<>();
    IntStream.rangeClosed(1_000, 98_999)
        .mapToObj("%05d"::formatted)
        .flatMap(postalCode -> communes.byPostalCode(postalCode).stream())
        .filter(commune -> !LEFT_ALONE.contains(commune.department()))
        .forEach(commune -> byCode.put(commune.code(), commune));
    everywhere = List.copyOf(byCode.values());
    paris = everywhere.stream().filter(commune -> commune.department().equals("75")).toList();
    cities = CITIES.stream().flatMap(name -> communes.byName(name, 1).stream()).toList();
    if (everywhere.size() < 34_000 || paris.size() != 20 || cities.size() != CITIES.size()) {
      throw new IllegalStateException(
          everywhere.size() + " communes, " + paris.size() + ", " + cities.size());
    }
  }

  /** The place of the crowd's event of that number. */
  Commune place(int number) {
    // A step prime to every length visits all of a list before it begins again.
    int step = Math.floorDiv(number, 8) * 7_919;
    return switch (number % 8) {
      case 0 -> of(paris, step);
      case 1, 2 -> of(cities, step + number);
      default -> of(everywhere, number * 7_919);
    };
  }

  private static Commune of(List<Commune> communes, int number) {
    return communes.get(Math.floorMod(number, communes.size()));
  }

  /** Every commune there is, with the islands that are left alone. */
  Stream<Commune> communes() {
    return everywhere.stream();
  }
}
