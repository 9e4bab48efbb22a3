package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.Deadline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reported, without who did: their identity is sealed apart and opened only by {@link
 * Notices#reporter}.
 *
 * @param id names the report in the reporter's own link; whoever knows it may read its outcome, so
 *     it is never shown to the author
 * @param danger whether the reporter says that somebody's life or safety is threatened (DSA 18)
 * @param identified whether the reporter left a name or an address
 * @param reachable whether the reporter left an address
 * @param deadline when the notice and all that hangs on it must be gone
 * @param decision the id of the decision, {@code null} while open
 * @param department where the event reported takes place, as it was then; {@code null} for a page
 */
public record Notice(
    String id,
    Target target,
    Ground ground,
    String explanation,
    boolean danger,
    Instant receivedAt,
    boolean identified,
    boolean reachable,
    Deadline deadline,
    @Nullable String decision,
    @Nullable String department) {

  /** A notice about what is in no department. */
  public Notice(
      String id,
      Target target,
      Ground ground,
      String explanation,
      boolean danger,
      Instant receivedAt,
      boolean identified,
      boolean reachable,
      Deadline deadline,
      @Nullable String decision) {
    this(
        id,
        target,
        ground,
        explanation,
        danger,
        receivedAt,
        identified,
        reachable,
        deadline,
        decision,
        null);
  }

  public boolean isOpen() {
    return decision == null;
  }
}
