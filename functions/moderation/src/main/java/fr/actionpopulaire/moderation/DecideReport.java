package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides a report: the decision with its statement of reasons, its effect, the line of the trail
 * and the mails to send are one transaction. Either all of it happened, or nothing did.
 */
@Singleton
final class DecideReport {

  /** Each try loses only against a change of the same event or member in between. */
  private static final int TRIES = 5;

  private final Store store;
  private final Notices notices;
  private final Decisions decisions;
  private final Events events;
  private final Members members;
  private final Clock clock;

  DecideReport(
      Store store,
      Notices notices,
      Decisions decisions,
      Events events,
      Members members,
      Clock clock) {
    this.store = store;
    this.notices = notices;
    this.decisions = decisions;
    this.events = events;
    this.members = members;
    this.clock = clock;
  }

  /** What a measure does to others, and who is told. */
  private sealed interface Effect {
    record Applies(@Nullable String author, List<Write> writes) implements Effect {}

    record Impossible() implements Effect {}
  }

  /**
   * @param decision the new decision's id; a repetition under the same id finds it decided already
   */
  DecisionResult decide(
      Actor actor, String report, String decision, StatementOfReasons.Draft draft) {
    StatementOfReasons statement;
    switch (draft.verdict()) {
      case StatementOfReasons.Verdict.Incomplete(Set<Gap> gaps) -> {
        return new DecisionResult.Incomplete(gaps);
      }
      case StatementOfReasons.Verdict.Complete(StatementOfReasons complete) -> statement = complete;
    }
    for (int i = 0; i < TRIES; i++) {
      Notice notice = RandomId.isOne(report) ? notices.find(report).orElse(null) : null;
      if (notice == null) {
        return new DecisionResult.Unknown();
      }
      if (!notice.isOpen()) {
        return decided(notice, decision);
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      switch (effect(notice, decision, statement, now)) {
        case Effect.Impossible _ -> {
          return new DecisionResult.NotApplicable(statement.measure());
        }
        case Effect.Applies(String author, List<Write> effect) -> {
          Decision taken =
              new Decision(decision, notice.id(), notice.target(), statement, now, author, actor);
          List<Write> writes = new ArrayList<>(DecisionWrites.of(notice, taken));
          writes.addAll(effect);
          writes.add(Claims.end(notice.target(), actor, now));
          switch (store.transact(writes)) {
            case Outcome.Written _ -> {
              return new DecisionResult.Decided(taken);
            }
            case Outcome.Refused refused -> {
              Claims.Claim claim = Claims.seen(refused, writes.size() - 1).orElse(null);
              if (claim != null) {
                return new DecisionResult.Claimed(claim);
              }
            }
          }
        }
      }
    }
    throw new Busy(new IllegalStateException("Event or member change faster than we decide"));
  }

  /** A repeated request gets its own decision again; any other comes too late. */
  private DecisionResult decided(Notice notice, String decision) {
    return decision.equals(notice.decision())
        ? decisions
            .find(notice.id(), decision)
            .<DecisionResult>map(DecisionResult.Decided::new)
            .orElseGet(DecisionResult.Unknown::new)
        : new DecisionResult.AlreadyDecided();
  }

  /**
   * The decision that holds on a report, if that actor took it with that very statement: what
   * somebody finds who repeats what broke off.
   */
  Optional<Decision> taken(Actor actor, String report, StatementOfReasons statement) {
    return notices
        .find(report)
        .map(Notice::decision)
        .flatMap(decision -> decisions.find(report, decision))
        .filter(decision -> decision.actor().equals(actor))
        .filter(decision -> decision.statement().equals(statement));
  }

  /**
   * Settles another open notice about the same thing as a decision did, in one transaction.
   *
   * @return whether it did; not when that notice was decided, or expired, meanwhile
   */
  boolean settle(Decision decision, String report) {
    Notice notice = notices.find(report).filter(Notice::isOpen).orElse(null);
    if (notice == null) {
      return false;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return store
        .transact(DecisionWrites.of(notice, decision.settling(notice, RandomId.next(), now)))
        .isWritten();
  }

  private Effect effect(Notice notice, String decision, StatementOfReasons statement, Instant now) {
    Optional<Event> event = notice.target().event().flatMap(events::find);
    String author = event.map(Event::organiser).orElse(null);
    return switch (statement.measure()) {
      case NONE -> new Effect.Applies(author, List.of());
      case WARN ->
          author == null || members.account(author).isEmpty()
              ? new Effect.Impossible()
              : new Effect.Applies(author, List.of());
      case HIDE_EVENT ->
          event
              .<Effect>map(found -> hide(found, decision, statement))
              .orElseGet(Effect.Impossible::new);
      case SUSPEND_MEMBER ->
          Optional.ofNullable(author)
              .flatMap(members::account)
              .<Effect>map(account -> suspend(account, statement.term(), now))
              .orElseGet(Effect.Impossible::new);
    };
  }

  /** An event hidden already, by another report, stays hidden by the first decision. */
  private Effect hide(Event event, String decision, StatementOfReasons statement) {
    return new Effect.Applies(
        event.organiser(),
        event.status() == EventStatus.HIDDEN
            ? List.of(HiddenEvents.keep(event))
            : HiddenEvents.hide(event, decision, HiddenBecause.of(statement)));
  }

  /** A shorter suspension never ends a longer one. */
  private static Effect suspend(Account account, Term term, Instant now) {
    Instant until = Decision.end(term, now);
    Instant standing = account.suspendedUntil();
    return new Effect.Applies(
        account.id(),
        List.of(
            Members.suspend(
                account, standing != null && standing.isAfter(until) ? standing : until)));
  }
}
