package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Notice;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Things reported, with how often.
 *
 * @param next the cursor of the next page, {@code null} at the end
 */
@Serdeable
record TargetsView(List<ItemView> items, @Nullable String next) {

  /**
   * One thing.
   *
   * @param target its page
   * @param reports how many open ones are about it
   * @param grounds how many of them give each ground
   * @param danger whether one of them says that somebody's life or safety is threatened
   * @param report the oldest of them, by which it is claimed and decided
   */
  @Serdeable
  record ItemView(
      String target,
      String kind,
      @Nullable String department,
      int reports,
      Map<String, Long> grounds,
      boolean danger,
      Instant oldest,
      Instant newest,
      String report,
      @Nullable ClaimView claim) {

    static ItemView of(OpenReports.Group group, @Nullable Claim claim) {
      Notice oldest = group.oldest();
      return new ItemView(
          group.subject().path(),
          QueueFilter.Kind.of(oldest).code(),
          oldest.department(),
          group.notices().size(),
          group.notices().stream()
              .collect(
                  Collectors.groupingBy(
                      notice -> notice.ground().code(), TreeMap::new, Collectors.counting())),
          group.danger(),
          oldest.receivedAt(),
          group.notices().getLast().receivedAt(),
          oldest.id(),
          ClaimView.ofNullable(claim));
    }
  }
}
