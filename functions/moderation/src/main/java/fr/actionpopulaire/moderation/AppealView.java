package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An appeal with everything one needs to decide it, and nobody's identity.
 *
 * @param contested the decision it is against
 * @param notice what was reported
 * @param decisions every decision on the notice, the first one first; the last one holds
 */
@Serdeable
record AppealView(
    ItemView appeal,
    StatementView contested,
    QueueView.ItemView notice,
    List<StatementView> decisions) {

  /**
   * An appeal in the queue.
   *
   * @param status {@code open} or {@code decided}
   * @param decision the decision it is against
   * @param party {@code author} or {@code reporter}
   * @param decidedBy the decision that answers it, {@code null} while open
   */
  @Serdeable
  record ItemView(
      String appeal,
      String status,
      String report,
      String decision,
      String party,
      String explanation,
      Instant receivedAt,
      @Nullable String decidedBy) {

    static ItemView of(Appeal appeal) {
      return new ItemView(
          appeal.id(),
          appeal.isOpen() ? "open" : "decided",
          appeal.report(),
          appeal.decision(),
          appeal.party().code(),
          appeal.explanation(),
          appeal.receivedAt(),
          appeal.decidedBy());
    }
  }

  /**
   * Open appeals, oldest first.
   *
   * @param next the cursor of the next page, {@code null} at the end
   */
  @Serdeable
  record ListView(List<ItemView> items, @Nullable String next) {}

  static AppealView of(CaseFile file, Appeal appeal) {
    return new AppealView(
        ItemView.of(appeal),
        file.decision(appeal.decision()).map(StatementView::of).orElseThrow(),
        QueueView.ItemView.of(file.notice(), null),
        file.decisions().stream()
            .sorted(Comparator.comparing(decision -> decision.decidedAt()))
            .map(StatementView::of)
            .toList());
  }
}
