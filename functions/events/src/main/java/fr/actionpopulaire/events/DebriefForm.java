package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.web.Findings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The form by which those who ran an event tell what came of it, as it was filled in.
 *
 * @param saved whether it stands so already
 */
public record DebriefForm(
    String event, Map<String, String> fields, boolean saved, Findings findings) {

  /** One number asked for. */
  public record Number(String field, String label, String pointer) {}

  /** The numbers asked for, in their order. */
  public static final List<Number> NUMBERS =
      List.of(
          new Number("venues", "Personnes venues", "/came"),
          new Number("nouvelles", "Dont nouvelles (facultatif)", "/newPeople"),
          new Number("tracts", "Tracts distribués (facultatif)", "/leaflets"),
          new Number("portes", "Portes frappées (facultatif)", "/doors"),
          new Number("affiches", "Affiches posées (facultatif)", "/posters"));

  static DebriefForm empty(Event event) {
    return new DebriefForm(event.id(), Map.of(), false, new Findings());
  }

  static DebriefForm of(Event event, Debrief debrief) {
    Map<String, String> fields = new HashMap<>();
    fields.put("venues", Integer.toString(debrief.came()));
    put(fields, "nouvelles", debrief.newPeople());
    put(fields, "tracts", debrief.leaflets());
    put(fields, "portes", debrief.doors());
    put(fields, "affiches", debrief.posters());
    fields.put("notes", Objects.requireNonNullElse(debrief.notes(), ""));
    return new DebriefForm(event.id(), fields, true, new Findings());
  }

  private static void put(Map<String, String> fields, String name, @Nullable Integer number) {
    if (number != null) {
      fields.put(name, number.toString());
    }
  }

  /** As the API would be sent it. */
  DebriefView.Sent sent() {
    return new DebriefView.Sent(
        number("venues"),
        number("nouvelles"),
        number("tracts"),
        number("portes"),
        number("affiches"),
        value("notes"));
  }

  DebriefForm with(Findings found) {
    return new DebriefForm(event, fields, false, found);
  }

  /** What was typed into a field. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What is wrong with it, or an empty text. */
  public String error(String pointer) {
    return findings.french(pointer).orElse("");
  }

  /** A number out of every bound stands for what is not one, so that the reader complains. */
  private @Nullable Integer number(String field) {
    String text = value(field).replaceAll("[ \u00a0\u202f]", "");
    if (text.isEmpty()) {
      return null;
    }
    return text.matches("[0-9]{1,7}") ? Integer.valueOf(text) : Integer.valueOf(-1);
  }
}
