package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a notice, with its statement of reasons.
 *
 * @param report the notice decided; to be shown to its reporter and to staff, never to the author
 * @param author the member whose publication was decided on, {@code null} for a page without author
 * @param actor who of staff decided; in the trail, never shown to the parties
 * @param onAppeal what it answers when it was taken on an appeal, {@code null} for the first
 *     decision on its notice
 * @param replacedBy the later decision, taken on an appeal, that holds in its place; {@code null}
 *     while it holds itself
 * @param follows the decision on another notice about the same thing that settled this one too:
 *     that one has the effect, this one tells its reporter; {@code null} for one of its own
 * @param misuse what the reporter's standing became, when the notice was dismissed as abusive;
 *     {@code null} when it was not
 */
public record Decision(
    String id,
    String report,
    Target target,
    StatementOfReasons statement,
    Instant decidedAt,
    @Nullable String author,
    Actor actor,
    @Nullable OnAppeal onAppeal,
    @Nullable String replacedBy,
    @Nullable String follows,
    Misuse.@Nullable Standing misuse) {

  /**
   * @param appeal the appeal that was decided; {@code null} when staff took a decision back of
   *     their own accord
   * @param first the first decision on the notice
   * @param since when that was taken: what a decision on appeal imposes for a number of days runs
   *     from then, so that an appeal never prolongs what it confirms
   */
  public record OnAppeal(@Nullable String appeal, String first, Instant since) {}

  /** A first decision, which holds. */
  public Decision(
      String id,
      String report,
      Target target,
      StatementOfReasons statement,
      Instant decidedAt,
      @Nullable String author,
      Actor actor) {
    this(id, report, target, statement, decidedAt, author, actor, null, null, null, null);
  }

  /** The same decision, which dismisses its notice as abusive. */
  public Decision with(Misuse.Standing standing) {
    return new Decision(
        id,
        report,
        target,
        statement,
        decidedAt,
        author,
        actor,
        onAppeal,
        replacedBy,
        follows,
        standing);
  }

  /** The same decision on another notice about the same thing. */
  public Decision settling(Notice other, String newId, Instant at) {
    return new Decision(
        newId, other.id(), other.target(), statement, at, author, actor, null, null, id, null);
  }

  /** The first decision on the same notice: itself, unless it was taken on an appeal. */
  public String first() {
    return onAppeal == null ? id : onAppeal.first();
  }

  /** When what it imposes began. */
  public Instant since() {
    return onAppeal == null ? decidedAt : onAppeal.since();
  }

  /** Whether it holds, or another one in its place. */
  public boolean holds() {
    return replacedBy == null;
  }

  /** Until when it suspends its author, {@code null} when it does not. */
  public @Nullable Instant suspendsUntil() {
    return switch (statement.measure()) {
      case SUSPEND_MEMBER, CLOSE_ACCOUNT -> end(statement.term(), since());
      case NONE, WARN, HIDE_EVENT, HIDE_TEXT, CLOSE_ANSWERS -> null;
    };
  }

  /** Until when it hides an event of its author, {@code null} when it does not. */
  public @Nullable Instant hidesUntil(Event event) {
    return switch (statement.measure()) {
      case HIDE_EVENT ->
          target.event().filter(event.id()::equals).isPresent()
              ? end(statement.term(), since())
              : null;
      // What was over when the account was closed stays where it is.
      case CLOSE_ACCOUNT ->
          event.organiser().equals(author) && event.endsAt().isAfter(since())
              ? end(statement.term(), since())
              : null;
      case NONE, WARN, HIDE_TEXT, CLOSE_ANSWERS, SUSPEND_MEMBER -> null;
    };
  }

  /** When a measure of that term ends. */
  public static Instant end(Term term, Instant since) {
    return switch (term) {
      case Term.Days(int days) -> since.plus(Duration.ofDays(days));
      case Term.Indefinite _, Term.Momentary _ -> Members.INDEFINITELY;
    };
  }
}
