package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Query;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page of the queue ended, in a form to carry in an address. */
final class QueueCursor {

  private QueueCursor() {}

  static String of(Query.Position position) {
    String text = Notices.reportAt(position) + ' ' + position.indexSort();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text was not made by {@link #of}. */
  static Optional<Query.Position> parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      return space > 0 && RandomId.isOne(text.substring(0, space))
          ? Optional.of(
              Notices.after(text.substring(0, space), Instant.parse(text.substring(space + 1))))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
