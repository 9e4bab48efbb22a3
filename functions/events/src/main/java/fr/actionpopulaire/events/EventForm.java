package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form by which an event is published or changed, as it was filled in: what was typed is never
 * lost, and each complaint stands at its field.
 *
 * @param event the id of the event that is changed, or empty for a new one
 * @param choices the communes that what was typed may mean, when it may mean several
 */
public record EventForm(
    String event, Map<String, String> fields, List<Commune> choices, Findings findings) {

  private static final int MAX_CHOICES = 20;
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** A blank form, with what is usual for a kind of action if one was chosen. */
  static EventForm empty(String key, Optional<EventKind> kind) {
    Map<String, String> fields = new HashMap<>(Map.of("cle", key));
    kind.ifPresent(
        chosen -> {
          fields.put("type", chosen.code());
          if (!chosen.bring().isEmpty()) {
            fields.put("description", "À apporter : " + chosen.bring() + ".");
          }
        });
    return new EventForm("", fields, List.of(), new Findings());
  }

  static EventForm filled(Map<String, String> fields) {
    return filled("", fields);
  }

  static EventForm filled(String event, Map<String, String> fields) {
    List<Commune> choices = fields.containsKey("commune") ? List.of() : communes(fields);
    return new EventForm(event, fields, choices, new Findings());
  }

  /** The form as an event stands; times are those of the commune's clocks. */
  static EventForm of(Event event) {
    Optional<Commune> commune = Communes.embedded().byCode(event.commune());
    ZoneId zone = commune.map(Communes.embedded()::zoneOf).orElse(PARIS);
    Map<String, String> fields = new HashMap<>();
    fields.put("version", Long.toString(event.version()));
    fields.put("actuelle", event.commune());
    fields.put("titre", event.title());
    fields.put("type", event.kind().code());
    fields.put("debut", LocalDateTime.ofInstant(event.startsAt(), zone).toString());
    fields.put("fin", LocalDateTime.ofInstant(event.endsAt(), zone).toString());
    fields.put("lieu", commune.map(Commune::name).orElse(""));
    fields.put("adresse", Objects.requireNonNullElse(event.place(), ""));
    fields.put("description", event.description());
    fields.put("lien", Objects.requireNonNullElse(event.onlineUrl(), ""));
    if (event.addressHidden()) {
      fields.put("adresse_cachee", "oui");
    }
    fields.put("places", event.capacity() == null ? "" : event.capacity().toString());
    fields.put("accessibilite", Objects.requireNonNullElse(event.accessibility(), ""));
    event.skills().forEach(skill -> fields.put("competence-" + skill, "oui"));
    fields.put("nom", event.displayName());
    return new EventForm(event.id(), fields, List.of(), new Findings());
  }

  /** Whether an event that is published already is changed. */
  public boolean isChange() {
    return !event.isEmpty();
  }

  /** Where the form is sent. */
  public String action() {
    return isChange() ? "/evenements/" + event + "/modifier" : "/evenements/nouveau";
  }

  /** The version that is changed, as the form was opened. */
  IfMatch seen() {
    return new IfMatch(List.of('"' + value("version") + '"'));
  }

  private static List<Commune> communes(Map<String, String> fields) {
    return Places.named(fields.getOrDefault("lieu", ""), MAX_CHOICES);
  }

  /** The same form with what is wrong about it. */
  EventForm with(Findings found) {
    return new EventForm(event, fields, choices, found);
  }

  /** What was typed into a field. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Who may organise an action of the kind that was chosen; empty while none was. */
  public String organisers() {
    return EventKind.of(value("type"))
        .map(kind -> "Peut l’organiser : " + kind.organisers().french() + ".")
        .orElse("");
  }

  /** Whether the exact address is for those who are accepted only. */
  public boolean isHidden() {
    return "oui".equals(value("adresse_cachee"));
  }

  /** Whether a skill is asked for. */
  public boolean needs(Skill skill) {
    return "oui".equals(value("competence-" + skill.code()));
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
    Optional<Commune> present =
        Communes.embedded()
            .byCode(value("actuelle"))
            .filter(there -> there.name().equals(value("lieu").strip()));
    if (present.isPresent()) {
      return present.map(Commune::code);
    }
    return choices.size() == 1 ? Optional.of(choices.getFirst().code()) : Optional.empty();
  }

  /** A change of an event as the API would be sent it; staying where it is, it keeps its zone. */
  NewEvent over(NewEvent before) {
    NewEvent typed = toNewEvent();
    return before.commune() != null && before.commune().equals(typed.commune())
        ? typed.in(before.timeZone())
        : typed;
  }

  /** The event as the API would be sent it; times are those of the commune's clocks. */
  NewEvent toNewEvent() {
    Optional<String> code = commune();
    ZoneId zone =
        code.flatMap(Communes.embedded()::byCode).map(Communes.embedded()::zoneOf).orElse(PARIS);
    return new NewEvent(
        value("type"),
        value("titre"),
        value("description"),
        instant(value("debut"), zone),
        value("fin").isBlank() ? usualEnd(zone) : instant(value("fin"), zone),
        null,
        code.orElse(null),
        value("adresse"),
        value("lien"),
        isHidden(),
        seats(value("places")),
        value("accessibilite"),
        Arrays.stream(Skill.values()).filter(this::needs).map(Skill::code).toList(),
        value("nom"),
        null);
  }

  /** The same several times, as the API would be sent it. */
  NewSeries toNewSeries() {
    return new NewSeries(toNewEvent(), value("repeter"), seats(value("fois")));
  }

  /** Without an end of its own, an action lasts as long as its kind usually does. */
  private @Nullable String usualEnd(ZoneId zone) {
    String start = instant(value("debut"), zone);
    return start == null
        ? null
        : EventKind.of(value("type"))
            .map(kind -> OffsetDateTime.parse(start).plus(kind.usualDuration()).toString())
            .orElse(null);
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
