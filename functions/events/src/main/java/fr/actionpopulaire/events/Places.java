package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.util.List;

/** What people mean when they say where. */
final class Places {

  private Places() {}

  /**
   * The communes of a postal code or beginning with a name; one alone when the name is complete.
   */
  static List<Commune> named(String typed, int limit) {
    String text = typed.strip();
    if (text.matches("[0-9 ]+")) {
      return Communes.embedded().byPostalCode(text.replace(" ", ""));
    }
    List<Commune> named = Communes.embedded().byName(text, limit);
    List<Commune> exact =
        named.stream().filter(commune -> commune.name().equalsIgnoreCase(text)).toList();
    return exact.size() == 1 ? exact : named;
  }
}
