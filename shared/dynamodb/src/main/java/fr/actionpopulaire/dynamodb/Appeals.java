package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Appeals, beside the decision they are against; one of each party.
 *
 * <pre>
 * RP#&lt;report&gt;   / A#&lt;appeal&gt;         decision, party, explanation, receivedAt, status,
 *                                    open ("appeal", only while open)
 * D#&lt;decision&gt; / A#&lt;party&gt;          appeal: that party has appealed
 * A#&lt;appeal&gt;   / P                  report: finds an appeal by its id alone
 * </pre>
 */
public final class Appeals {

  private Appeals() {}

  /**
   * What receiving an appeal writes. The first write is the one refused when the same party has
   * already appealed. It goes with the decision: no later.
   */
  public static List<Write> file(Appeal appeal) {
    Decision decision = appeal.decision();
    Deadline deadline = RetentionRule.DECIDED_NOTICE.from(decision.decidedAt());
    return List.of(
        Write.put(
            new Item(
                taken(decision.id(), appeal.party().code()),
                deadline,
                Attributes.none().text("appeal", appeal.id())),
            Condition.absent()),
        Write.put(
            new Item(
                new Key(Table.MODERATION, "RP#" + decision.report(), "A#" + appeal.id()),
                deadline,
                Attributes.none()
                    .text("decision", decision.id())
                    .text("party", appeal.party().code())
                    .text("explanation", appeal.explanation())
                    .text("receivedAt", SortableInstant.of(appeal.receivedAt()))
                    .text("status", "open")
                    .text("open", "appeal")),
            Condition.absent()),
        Write.put(
            new Item(
                pointer(appeal.id()),
                deadline,
                Attributes.none().text("report", decision.report())),
            Condition.absent()));
  }

  /**
   * The appeal as a former try stored it under the same id; empty when another one stands there.
   */
  public static Optional<Appeal> filedBefore(Appeal appeal, Outcome.Refused refused) {
    // The second write is the appeal itself.
    return refused
        .seenAt(1)
        .map(
            row ->
                new Appeal(
                    appeal.id(),
                    appeal.decision(),
                    appeal.party(),
                    row.text("explanation"),
                    Instant.parse(row.text("receivedAt"))));
  }

  /** The rows elsewhere that belong to a stored appeal. */
  static List<Key> pointers(Row row) {
    return List.of(pointer(row.sk().substring(2)), taken(row.text("decision"), row.text("party")));
  }

  private static Key taken(String decision, String party) {
    return new Key(Table.MODERATION, "D#" + decision, "A#" + party);
  }

  private static Key pointer(String appeal) {
    return new Key(Table.MODERATION, "A#" + appeal, "P");
  }
}
