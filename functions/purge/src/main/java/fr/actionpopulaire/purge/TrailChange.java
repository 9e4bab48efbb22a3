package fr.actionpopulaire.purge;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of the audit's table, as its stream tells it: by keys alone, which say when the line
 * was written.
 *
 * @param event {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param written when the line was, {@code null} if its key does not say
 */
record TrailChange(String event, @Nullable Instant written) {

  /** Reads the records of one call; what cannot be read is a change of nobody knows what. */
  static List<TrailChange> of(Object records) {
    return records instanceof List<?> list
        ? list.stream().map(TrailChange::one).toList()
        : List.of(new TrailChange("", null));
  }

  private static TrailChange one(Object record) {
    String event = text(record, "eventName");
    return new TrailChange(
        event == null ? "" : event,
        instant(text(in(in(in(record, "dynamodb"), "Keys"), "sk"), "S")));
  }

  private static @Nullable Instant instant(@Nullable String key) {
    if (key == null) {
      return null;
    }
    int end = key.indexOf('#');
    try {
      return Instant.parse(end < 0 ? key : key.substring(0, end));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable Object in(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> map ? map.get(name) : null;
  }

  private static @Nullable String text(@Nullable Object object, String name) {
    return in(object, name) instanceof String text ? text : null;
  }
}
