package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Closing;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.RelayedMessages;
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
  private final RelayedMessages messages;
  private final Effects effects;
  private final Misuses misuses;
  private final Clock clock;

  DecideReport(
      Store store,
      Notices notices,
      Decisions decisions,
      Events events,
      Members members,
      RelayedMessages messages,
      Effects effects,
      Misuses misuses,
      Clock clock) {
    this.store = store;
    this.notices = notices;
    this.decisions = decisions;
    this.events = events;
    this.members = members;
    this.messages = messages;
    this.effects = effects;
    this.misuses = misuses;
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
    return decide(actor, report, decision, draft, false);
  }

  /**
   * The same.
   *
   * @param abusive whether the notice is dismissed as abusive: it counts against the address it was
   *     sent with, whose owner is told in the mail about the decision (DSA 23)
   */
  DecisionResult decide(
      Actor actor,
      String report,
      String decision,
      StatementOfReasons.Draft draft,
      boolean abusive) {
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
      Misuses.Marked marked = abusive ? misuses.mark(notice, now).orElse(null) : null;
      if (abusive && (marked == null || statement.measure() != Measure.NONE)) {
        return new DecisionResult.NotAbusive();
      }
      switch (effect(notice, decision, statement, now)) {
        case Effect.Impossible _ -> {
          return new DecisionResult.NotApplicable(statement.measure());
        }
        case Effect.Applies(String author, List<Write> effect) -> {
          Decision plain =
              new Decision(decision, notice.id(), notice.target(), statement, now, author, actor);
          Decision taken = marked == null ? plain : plain.with(marked.standing());
          List<Write> writes = new ArrayList<>(DecisionWrites.of(notice, taken));
          writes.addAll(effect);
          if (marked != null) {
            writes.add(marked.write());
          }
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
    Event event = notice.target().event().flatMap(events::find).orElse(null);
    String author = event == null ? writer(notice) : event.organiser();
    Account account =
        author == null || !isAboutThePerson(statement.measure())
            ? null
            : members.account(author).orElse(null);
    return switch (statement.measure()) {
      case NONE -> new Effect.Applies(author, List.of());
      case WARN ->
          account == null ? new Effect.Impossible() : new Effect.Applies(author, List.of());
      case HIDE_EVENT ->
          event == null
              ? new Effect.Impossible()
              : new Effect.Applies(author, effects.hide(event, decision, statement, now));
      case HIDE_TEXT ->
          event == null || event.description().isEmpty()
              ? new Effect.Impossible()
              : new Effect.Applies(author, effects.hideText(event, statement));
      case CLOSE_ANSWERS ->
          event == null || event.status() == EventStatus.CANCELLED || !now.isBefore(event.endsAt())
              ? new Effect.Impossible()
              : new Effect.Applies(author, List.of(Closing.closeByStaff(event, decision)));
      case SUSPEND_MEMBER ->
          account == null
              ? new Effect.Impossible()
              : new Effect.Applies(author, List.of(Effects.suspend(account, statement, now)));
      case CLOSE_ACCOUNT ->
          account == null
              ? new Effect.Impossible()
              : effects
                  .close(account, decision, statement, now)
                  .<Effect>map(writes -> new Effect.Applies(author, writes))
                  .orElseGet(Effect.Impossible::new);
    };
  }

  /** Who wrote a message that is still kept, and what is decided about it is about. */
  private @Nullable String writer(Notice notice) {
    return notice
        .target()
        .message()
        .flatMap(message -> messages.author(message.event(), message.id()))
        .orElse(null);
  }

  private static boolean isAboutThePerson(Measure measure) {
    return switch (measure) {
      case WARN, SUSPEND_MEMBER, CLOSE_ACCOUNT -> true;
      case NONE, HIDE_EVENT, HIDE_TEXT, CLOSE_ANSWERS -> false;
    };
  }
}
