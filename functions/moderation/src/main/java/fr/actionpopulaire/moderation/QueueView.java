package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Notice;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Open reports, oldest first.
 *
 * @param next the cursor of the next page, {@code null} at the end
 */
@Serdeable
record QueueView(List<ItemView> items, @Nullable String next) {

  /**
   * A report as staff see it: never who sent it, only whether somebody left a way to answer.
   *
   * @param danger whether the reporter says that somebody's life or safety is threatened
   * @param answerable whether the reporter left an address
   */
  @Serdeable
  record ItemView(
      String report,
      String status,
      String target,
      String ground,
      String explanation,
      Instant receivedAt,
      boolean danger,
      boolean answerable) {

    static ItemView of(Notice notice) {
      return new ItemView(
          notice.id(),
          notice.isOpen() ? "open" : "decided",
          notice.target().path(),
          notice.ground().code(),
          notice.explanation(),
          notice.receivedAt(),
          notice.danger(),
          notice.reachable());
    }
  }
}
