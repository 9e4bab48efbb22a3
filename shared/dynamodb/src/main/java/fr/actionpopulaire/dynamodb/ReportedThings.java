package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.Deadline;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a thing that was reported: every notice that is kept about it, and what was
 * decided on each.
 *
 * <pre>
 * T#&lt;path of the subject&gt; / N#&lt;report&gt;   ground, receivedAt (text), decision (once decided)
 * </pre>
 *
 * <p>Each row is written, kept and deleted with its notice.
 */
@Singleton
public final class ReportedThings {

  private final Store store;

  ReportedThings(Store store) {
    this.store = store;
  }

  /**
   * A notice as the thing it is about remembers it.
   *
   * @param decision the decision that holds on it, {@code null} while open
   */
  public record Mention(
      String report, Ground ground, Instant receivedAt, @Nullable String decision) {

    public boolean isOpen() {
      return decision == null;
    }
  }

  /** Every notice about what a target belongs to, oldest first, in one query. */
  public List<Mention> about(Target target) {
    return store.queryAll(Query.prefixed(Table.MODERATION, partition(target), "N#")).stream()
        .map(
            row ->
                new Mention(
                    row.sk().substring("N#".length()),
                    Ground.of(row.text("ground")).orElse(Ground.OTHER),
                    Instant.parse(row.text("receivedAt")),
                    row.textOrNull("decision")))
        .sorted(Comparator.comparing(Mention::receivedAt).thenComparing(Mention::report))
        .toList();
  }

  /** The write that remembers a notice, with the decision on it once there is one. */
  static Write put(Notice notice, @Nullable String decision, Deadline deadline) {
    return Write.put(
        new Item(
            key(notice.target(), notice.id()),
            deadline,
            Attributes.none()
                .text("ground", notice.ground().code())
                .text("receivedAt", SortableInstant.of(notice.receivedAt()))
                .text("decision", decision)),
        Condition.none());
  }

  static Key key(Target target, String report) {
    return new Key(Table.MODERATION, partition(target), "N#" + report);
  }

  private static String partition(Target target) {
    return "T#" + target.subject().path();
  }
}
