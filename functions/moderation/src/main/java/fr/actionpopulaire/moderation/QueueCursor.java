package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a page of a queue ended, in a form to carry in an address.
 *
 * @param ids what the last thing of the page is known by
 * @param receivedAt when that was received
 */
record QueueCursor(List<String> ids, Instant receivedAt) {

  QueueCursor(Instant receivedAt, String... ids) {
    this(List.of(ids), receivedAt);
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (String.join(" ", ids) + ' ' + receivedAt).getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text was not made by {@link #text} of a cursor with so many ids. */
  static Optional<QueueCursor> parse(String text, int ids) {
    try {
      List<String> parts =
          Arrays.asList(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                  .split(" ", ids + 2));
      return parts.size() == ids + 1 && parts.subList(0, ids).stream().allMatch(RandomId::isOne)
          ? Optional.of(
              new QueueCursor(List.copyOf(parts.subList(0, ids)), Instant.parse(parts.get(ids))))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
