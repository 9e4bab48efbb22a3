package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Query;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page of appeals ended, in a form to carry in an address. */
final class AppealCursor {

  private AppealCursor() {}

  /**
   * @param last the last appeal of the page
   */
  static String of(Appeal last) {
    String text = last.report() + ' ' + last.id() + ' ' + last.receivedAt();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when the text was not made by {@link #of}. */
  static Optional<Query.Position> parse(String cursor) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 4);
      return parts.length == 3 && RandomId.isOne(parts[0]) && RandomId.isOne(parts[1])
          ? Optional.of(Appeals.after(parts[0], parts[1], Instant.parse(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
