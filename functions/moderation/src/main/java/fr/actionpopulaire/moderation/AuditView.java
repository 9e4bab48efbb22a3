package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Audit;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the trail, oldest first.
 *
 * @param next the cursor of the next page, {@code null} at the end
 */
@Serdeable
record AuditView(List<LineView> items, @Nullable String next) {

  /**
   * Who did what.
   *
   * @param actor role and session name, or {@code function:<name>}
   * @param about ids, counts and codes; nothing about a person
   */
  @Serdeable
  record LineView(
      Instant at, String actor, String action, Map<String, String> about, @Nullable String reason) {

    static LineView of(Audit.Act act) {
      return new LineView(act.at(), act.actor(), act.action(), act.about(), act.reason());
    }
  }
}
