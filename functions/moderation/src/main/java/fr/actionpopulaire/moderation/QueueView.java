package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Claims.Claim;
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
   * @param kind {@code event} or {@code page}
   * @param department where the reported event took place when it was reported
   * @param danger whether the reporter says that somebody's life or safety is threatened
   * @param answerable whether the reporter left an address
   * @param claim who of staff looks into it, {@code null} when nobody does
   */
  @Serdeable
  record ItemView(
      String report,
      String status,
      String target,
      String kind,
      @Nullable String department,
      String ground,
      String explanation,
      Instant receivedAt,
      boolean danger,
      boolean answerable,
      @Nullable ClaimView claim) {

    static ItemView of(Notice notice, @Nullable Claim claim) {
      return new ItemView(
          notice.id(),
          notice.isOpen() ? "open" : "decided",
          notice.target().path(),
          QueueFilter.Kind.of(notice).code(),
          notice.department(),
          notice.ground().code(),
          notice.explanation(),
          notice.receivedAt(),
          notice.danger(),
          notice.reachable(),
          ClaimView.ofNullable(claim));
    }
  }
}
