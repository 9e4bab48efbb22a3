package fr.actionpopulaire.domain.territory;

import java.util.List;

/**
 * A French commune, or an arrondissement of Paris, Lyon or Marseille.
 *
 * @param code INSEE code, such as {@code 2A004}: not a postal code
 * @param name official name, with its accents
 * @param department code of the department or overseas collectivity
 * @param postalCodes every postal code in use there, sorted, at least one
 * @param point where the commune stands on the map, and all of its events with it
 */
public record Commune(
    String code, String name, String department, List<String> postalCodes, Point point) {

  /** Keeps its own copy of the postal codes. */
  public Commune {
    postalCodes = List.copyOf(postalCodes);
  }
}
