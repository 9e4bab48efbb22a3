package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on notices, beside the notice they decide.
 *
 * <pre>
 * RP#&lt;report&gt;   / D#&lt;decision&gt;   target, measure, scope, days | indefinite, facts, automated,
 *                                groundKind, groundReference, groundExplanation, decidedAt (text),
 *                                author, actor; in the place of another: appeal (if it
 *                                answers one), first, since (text); once
 *                                another holds in its place: replacedBy; when a decision on
 *                                another notice settled this one too: follows; when it dismisses
 *                                an abusive notice: what {@link Misuses} stores of it
 * D#&lt;decision&gt; / P              report: finds a decision by its id alone
 * M#&lt;author&gt;   / D#&lt;decision&gt;   report: tells a member what was decided about them, without
 *                                what only follows
 * </pre>
 */
@Singleton
public final class Decisions {

  private final Store store;

  Decisions(Store store) {
    this.store = store;
  }

  /**
   * What deciding a notice writes, besides the effect of the measure. The first write is the one
   * that is refused when the notice has already been decided.
   */
  public static List<Write> decide(Notice notice, Decision decision) {
    Deadline deadline = deadline(decision);
    List<Write> writes =
        new ArrayList<>(Notices.decided(notice, decision.id(), deadline, decision.decidedAt()));
    writes.add(
        Write.put(
            new Item(key(decision.report(), decision.id()), deadline, attributes(decision)),
            Condition.absent()));
    writes.addAll(point(decision, deadline, Condition.absent()));
    return writes;
  }

  /** A notice and all that hangs on it are kept as long after the last decision. */
  static Deadline deadline(Decision last) {
    return RetentionRule.DECIDED_NOTICE.from(last.decidedAt());
  }

  /** The write that stores a decision taken on an appeal. */
  static Write put(Decision decision) {
    return Write.put(
        new Item(key(decision.report(), decision.id()), deadline(decision), attributes(decision)),
        Condition.absent());
  }

  /**
   * The write that keeps a decision longer.
   *
   * @param replacedBy the decision that now holds in its place, {@code null} to leave that as it is
   */
  static Write prolong(Decision decision, @Nullable String replacedBy, Deadline deadline) {
    return Write.change(
        key(decision.report(), decision.id()),
        replacedBy == null
            ? "SET #expiresAt = :expiresAt"
            : "SET #expiresAt = :expiresAt, #replacedBy = :replacedBy",
        Attributes.none()
            .text("replacedBy", replacedBy)
            .and(Item.deadlineAttributes(Table.MODERATION, deadline)),
        Condition.present());
  }

  /** The rows that find a decision by its id and by its author. */
  static List<Write> point(Decision decision, Deadline deadline, Condition condition) {
    Attributes report = Attributes.none().text("report", decision.report());
    List<Write> writes = new ArrayList<>();
    writes.add(Write.put(new Item(pointer(decision.id()), deadline, report), condition));
    if (decision.author() != null && decision.follows() == null) {
      writes.add(
          Write.put(
              new Item(ofAuthor(decision.author(), decision.id()), deadline, report),
              Condition.none()));
    }
    return writes;
  }

  /** What was decided about a member: one query, one read for each. */
  public List<Decision> about(String member) {
    return store.queryAll(Query.prefixed(Table.MODERATION, "M#" + member, "D#")).stream()
        .flatMap(row -> find(row.text("report"), row.sk().substring(2)).stream())
        .toList();
  }

  /** Until when what was decided about a member is kept; one query. */
  public List<Deadline> deadlinesAbout(String member) {
    return store.queryAll(Query.prefixed(Table.MODERATION, "M#" + member, "D#")).stream()
        .flatMap(row -> row.deadline().stream())
        .toList();
  }

  /** The decision of that id: two reads. */
  public Optional<Decision> find(String decision) {
    return store.get(pointer(decision)).flatMap(row -> find(row.text("report"), decision));
  }

  /** The decision on a report whose notice names it: one read. */
  public Optional<Decision> find(String report, String decision) {
    return store.get(key(report, decision)).map(Decisions::decision);
  }

  private static Attributes attributes(Decision decision) {
    StatementOfReasons statement = decision.statement();
    Attributes attributes =
        Attributes.none()
            .text("target", decision.target().path())
            .text("measure", statement.measure().code())
            .text("scope", statement.scope())
            .text("facts", statement.facts())
            .flag("automated", statement.automated())
            .text("groundKind", statement.basis().kind().code())
            .text("groundReference", statement.basis().reference())
            .text("groundExplanation", statement.basis().explanation())
            .text("decidedAt", decision.decidedAt().toString())
            .text("author", decision.author())
            .text("actor", decision.actor().text())
            .text("replacedBy", decision.replacedBy())
            .text("follows", decision.follows())
            .and(Misuses.attributes(decision.misuse()));
    Decision.OnAppeal onAppeal = decision.onAppeal();
    if (onAppeal != null) {
      attributes
          .text("appeal", onAppeal.appeal())
          .text("first", onAppeal.first())
          .text("since", onAppeal.since().toString());
    }
    return switch (statement.term()) {
      case Term.Days(int days) -> attributes.number("days", days);
      case Term.Indefinite _ -> attributes.flag("indefinite", true);
      case Term.Momentary _ -> attributes;
    };
  }

  static Decision decision(Row row) {
    Term term =
        row.has("days")
            ? new Term.Days(Math.toIntExact(row.number("days")))
            : row.flag("indefinite") ? new Term.Indefinite() : new Term.Momentary();
    return new Decision(
        row.sk().substring(2),
        row.pk().substring(3),
        new Target(row.text("target")),
        new StatementOfReasons(
            Measure.of(row.text("measure")).orElseThrow(),
            row.text("scope"),
            term,
            row.text("facts"),
            row.flag("automated"),
            new Basis(
                Basis.Kind.of(row.text("groundKind")).orElseThrow(),
                row.text("groundReference"),
                row.text("groundExplanation"))),
        Instant.parse(row.text("decidedAt")),
        row.textOrNull("author"),
        Actor.of(row.text("actor")).orElseThrow(),
        row.has("first")
            ? new Decision.OnAppeal(
                row.textOrNull("appeal"), row.text("first"), Instant.parse(row.text("since")))
            : null,
        row.textOrNull("replacedBy"),
        row.textOrNull("follows"),
        Misuses.standing(row));
  }

  /** The rows elsewhere that find a decision or an appeal by its id, to be deleted with it. */
  static List<Key> pointers(Row row) {
    if (row.sk().startsWith("D#")) {
      String decision = row.sk().substring(2);
      String author = row.textOrNull("author");
      return author == null
          ? List.of(pointer(decision))
          : List.of(pointer(decision), ofAuthor(author, decision));
    }
    return row.sk().startsWith("A#") ? Appeals.pointers(row) : List.of();
  }

  static Key key(String report, String decision) {
    return new Key(Table.MODERATION, "RP#" + report, "D#" + decision);
  }

  private static Key ofAuthor(String member, String decision) {
    return new Key(Table.MODERATION, "M#" + member, "D#" + decision);
  }

  private static Key pointer(String decision) {
    return new Key(Table.MODERATION, "D#" + decision, "P");
  }
}
