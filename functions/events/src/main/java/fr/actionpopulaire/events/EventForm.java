package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.web.Findings;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form by which an event is published, as it was filled in: what was typed is never lost, and
 * each complaint stands at its field.
 *
 * @param choices the communes that what was typed may mean, when it may mean several
 */
public record EventForm(Map<String, String> fields, List<Commune> choices, Findings findings) {

  private static final int MAX_CHOICES = 20;

  static EventForm empty(String key) {
    return new EventForm(Map.of("cle", key), List.of(), new Findings());
  }

  static EventForm filled(Map<String, String> fields) {
    List<Commune> choices = fields.containsKey("commune") ? List.of() : communes(fields);
    return new EventForm(fields, choices, new Findings());
  }

  private static List<Commune> communes(Map<String, String> fields) {
    return Places.named(fields.getOrDefault("lieu", ""), MAX_CHOICES);
  }

  /** The same form with what is wrong about it. */
  EventForm with(Findings found) {
    return new EventForm(fields, choices, found);
  }

  /** What was typed into a field. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What is wrong with it, or an empty text. */
  public String error(String pointer) {
    return findings.french(pointer).orElse("");
  }

  /** The id of that complaint on the page; {@code null}, hence no attribute, when there is none. */
  public @Nullable String errorId(String pointer) {
    return error(pointer).isEmpty() ? null : "erreur-" + pointer.substring(1);
  }

  /** {@code true} in the attribute of a field that is wrong; no attribute otherwise. */
  public @Nullable String isWrong(String pointer) {
    return error(pointer).isEmpty() ? null : "true";
  }

  /** Whether the person has to say which commune is meant. */
  public boolean mustChoose() {
    return commune().isEmpty() && choices.size() > 1;
  }

  private Optional<String> commune() {
    String chosen = value("commune");
    if (!chosen.isEmpty()) {
      return Optional.of(chosen);
    }
    return choices.size() == 1 ? Optional.of(choices.getFirst().code()) : Optional.empty();
  }

  /** The event as the API would be sent it; times are those of the commune's clocks. */
  NewEvent toNewEvent() {
    Optional<String> code = commune();
    ZoneId zone =
        code.flatMap(Communes.embedded()::byCode)
            .map(Communes.embedded()::zoneOf)
            .orElse(ZoneId.of("Europe/Paris"));
    return new NewEvent(
        value("type"),
        value("titre"),
        value("description"),
        instant(value("debut"), zone),
        instant(value("fin"), zone),
        null,
        code.orElse(null),
        value("adresse"),
        value("lien"),
        seats(value("places")),
        value("accessibilite"),
        value("nom"),
        null);
  }

  private static @Nullable String instant(String local, ZoneId zone) {
    try {
      return LocalDateTime.parse(local).atZone(zone).toOffsetDateTime().toString();
    } catch (DateTimeException incomplete) {
      return null;
    }
  }

  /** A number out of every bound stands for what is not one, so that the reader complains. */
  private static @Nullable Integer seats(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return null;
    }
    return text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : Integer.valueOf(0);
  }
}
