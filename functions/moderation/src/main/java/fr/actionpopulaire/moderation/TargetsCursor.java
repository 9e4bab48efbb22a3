package fr.actionpopulaire.moderation;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of things reported ended.
 *
 * @param skip how many groups were shown of what was read
 * @param from where that reading began, {@code null} for the beginning of the queue
 */
record TargetsCursor(int skip, @Nullable QueueCursor from) {

  static final TargetsCursor START = new TargetsCursor(0, null);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,3})\\.(.*)");

  /** In a form to carry in an address. */
  String text() {
    return skip + "." + (from == null ? "" : from.text());
  }

  /** Empty when the text was not made by {@link #text}. */
  static Optional<TargetsCursor> parse(String text) {
    return FORM.matcher(text)
        .results()
        .filter(parts -> parts.group().equals(text))
        .findFirst()
        .flatMap(
            parts ->
                parts.group(2).isEmpty()
                    ? Optional.of(new TargetsCursor(Integer.parseInt(parts.group(1)), null))
                    : QueueCursor.parse(parts.group(2), 1)
                        .map(from -> new TargetsCursor(Integer.parseInt(parts.group(1)), from)));
  }
}
