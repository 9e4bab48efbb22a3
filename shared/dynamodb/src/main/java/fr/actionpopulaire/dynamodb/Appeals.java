package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appeals, beside the decision they are against; one of each party against whatever was decided on
 * one notice.
 *
 * <pre>
 * RP#&lt;report&gt;   / A#&lt;appeal&gt;         decision, first, party, explanation, receivedAt, status
 *                                    open|decided, open ("appeal", only while open), decidedBy,
 *                                    appellant (the member, when the author appeals)
 * D#&lt;first&gt;    / A#&lt;party&gt;          appeal: that party has appealed
 * A#&lt;appeal&gt;   / P                  report: finds an appeal by its id alone
 * </pre>
 *
 * <p>The index {@code OpenReports} holds the open ones in a queue of their own, oldest first.
 */
@Singleton
public final class Appeals {

  private static final Query.Index OPEN = new Query.Index("OpenReports", "open", "receivedAt");
  private static final String QUEUE = "appeal";

  private final Store store;

  Appeals(Store store) {
    this.store = store;
  }

  /**
   * Some open appeals, and where the queue goes on.
   *
   * @param appellants the members who wrote those of authors
   */
  public record Queue(
      List<Appeal> appeals, Set<String> appellants, Query.@Nullable Position next) {}

  /** What makes the mail that tells a party of a decision on an appeal this one and no other. */
  public static String reason(Decision taken, Party party) {
    return taken.id() + '#' + party.code();
  }

  /**
   * What receiving an appeal writes. The first write is the one refused when the same party has
   * already appealed. It goes with the decision: no later.
   */
  public static List<Write> file(Appeal appeal, Decision decision) {
    Deadline deadline = RetentionRule.DECIDED_NOTICE.from(decision.decidedAt());
    return List.of(
        Write.put(
            new Item(
                taken(appeal.first(), appeal.party().code()),
                deadline,
                Attributes.none().text("appeal", appeal.id())),
            Condition.absent()),
        Write.put(
            new Item(
                key(appeal),
                deadline,
                Attributes.none()
                    .text("decision", appeal.decision())
                    .text("first", appeal.first())
                    .text("party", appeal.party().code())
                    .text("explanation", appeal.explanation())
                    .text("receivedAt", SortableInstant.of(appeal.receivedAt()))
                    .text("status", "open")
                    .text("open", QUEUE)
                    .text("appellant", appellant(appeal, decision))),
            Condition.absent()),
        Write.put(
            new Item(
                pointer(appeal.id()), deadline, Attributes.none().text("report", appeal.report())),
            Condition.absent()));
  }

  /** A notice is linked to no account, so neither is its reporter's appeal. */
  private static @Nullable String appellant(Appeal appeal, Decision decision) {
    return switch (appeal.party()) {
      case AUTHOR -> decision.author();
      case REPORTER -> null;
    };
  }

  /**
   * The appeal as a former try stored it under the same id; empty when another one stands there.
   */
  public static Optional<Appeal> filedBefore(Outcome.Refused refused) {
    // The second write is the appeal itself.
    return refused.seenAt(1).map(Appeals::appeal);
  }

  /** The report an appeal belongs to: one read. */
  public Optional<String> reportOf(String appeal) {
    return store.get(pointer(appeal)).map(row -> row.text("report"));
  }

  /** Whether that party has appealed against what was decided on a notice: one read. */
  public boolean hasAppealed(Decision decision, Party party) {
    return store.get(taken(decision.first(), party.code())).isPresent();
  }

  /** A page of the open appeals, oldest first, in one request. */
  public Queue open(int limit, Query.@Nullable Position after) {
    Page page =
        store.query(Query.all(Table.MODERATION, QUEUE).through(OPEN).atMost(limit).after(after));
    return new Queue(
        page.rows().stream().map(Appeals::appeal).toList(),
        page.rows().stream()
            .filter(row -> row.has("appellant"))
            .map((Row row) -> row.text("appellant"))
            .collect(Collectors.toSet()),
        page.next());
  }

  /** Where the queue goes on after an appeal. */
  public static Query.Position after(String report, String appeal, Instant receivedAt) {
    return new Query.Position("RP#" + report, "A#" + appeal, SortableInstant.of(receivedAt));
  }

  /**
   * The write that answers an appeal, refused when it has been answered meanwhile.
   *
   * @param deadline that of the decision which answers it
   */
  static Write decided(Appeal appeal, String decision, Deadline deadline) {
    return Write.change(
        key(appeal),
        "SET #status = :decided, #decidedBy = :decision, #expiresAt = :expiresAt REMOVE #open",
        Attributes.none()
            .text("decided", "decided")
            .text("decision", decision)
            .and(Item.deadlineAttributes(Table.MODERATION, deadline)),
        Condition.of("#status = :open", Attributes.none().text("open", "open")));
  }

  /** The rows that find an appeal, with another deadline. */
  static List<Write> point(Appeal appeal, Deadline deadline) {
    return List.of(
        Write.put(
            new Item(
                pointer(appeal.id()), deadline, Attributes.none().text("report", appeal.report())),
            Condition.none()),
        Write.put(
            new Item(
                taken(appeal.first(), appeal.party().code()),
                deadline,
                Attributes.none().text("appeal", appeal.id())),
            Condition.none()));
  }

  /** The rows elsewhere that belong to a stored appeal. */
  static List<Key> pointers(Row row) {
    return List.of(pointer(row.sk().substring(2)), taken(row.text("first"), row.text("party")));
  }

  static Appeal appeal(Row row) {
    return new Appeal(
        row.sk().substring("A#".length()),
        row.pk().substring("RP#".length()),
        row.text("decision"),
        row.text("first"),
        Party.of(row.text("party")).orElseThrow(),
        row.text("explanation"),
        Instant.parse(row.text("receivedAt")),
        row.textOrNull("decidedBy"));
  }

  static Key key(Appeal appeal) {
    return new Key(Table.MODERATION, "RP#" + appeal.report(), "A#" + appeal.id());
  }

  private static Key taken(String first, String party) {
    return new Key(Table.MODERATION, "D#" + first, "A#" + party);
  }

  private static Key pointer(String appeal) {
    return new Key(Table.MODERATION, "A#" + appeal, "P");
  }
}
