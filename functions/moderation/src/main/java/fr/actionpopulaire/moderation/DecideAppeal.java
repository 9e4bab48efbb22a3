package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.StatementOfReasons.Gap;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides an appeal (DSA 20(4)): a new decision, with a statement of reasons of its own, holds in
 * the place of the one before. The same measure confirms it, {@code none} takes it back, another
 * one changes it. Decision, effect, line of the trail and mails are one transaction.
 */
@Singleton
final class DecideAppeal {

  private static final int TRIES = 5;

  private final Store store;
  private final Appeals appeals;
  private final CaseFiles files;
  private final WhatHolds whatHolds;
  private final Misuses misuses;
  private final Clock clock;

  DecideAppeal(
      Store store,
      Appeals appeals,
      CaseFiles files,
      WhatHolds whatHolds,
      Misuses misuses,
      Clock clock) {
    this.misuses = misuses;
    this.store = store;
    this.appeals = appeals;
    this.files = files;
    this.whatHolds = whatHolds;
    this.clock = clock;
  }

  /** The file of an appeal: one read and one query. */
  Optional<CaseFile> file(String appeal) {
    return RandomId.isOne(appeal)
        ? appeals.reportOf(appeal).flatMap(files::find)
        : Optional.empty();
  }

  /**
   * @param decision the new decision's id; a repetition under the same id finds it decided already
   * @param abusive whether it confirms that the notice was abusive; otherwise that no longer counts
   */
  DecisionResult decide(
      Actor actor,
      String appeal,
      String decision,
      StatementOfReasons.Draft draft,
      boolean abusive) {
    for (int i = 0; i < TRIES; i++) {
      CaseFile file = file(appeal).orElse(null);
      Appeal contested = file == null ? null : file.appeal(appeal).orElse(null);
      Decision held = file == null ? null : file.holding().orElse(null);
      if (file == null || contested == null || held == null) {
        return new DecisionResult.Unknown();
      }
      if (!contested.isOpen()) {
        return decided(file, contested, decision);
      }
      if (file.decisions().stream().anyMatch(earlier -> earlier.actor().equals(actor))) {
        return new DecisionResult.OwnDecision();
      }
      switch (draft.verdict()) {
        case StatementOfReasons.Verdict.Incomplete(Set<Gap> gaps) -> {
          return new DecisionResult.Incomplete(gaps);
        }
        case StatementOfReasons.Verdict.Complete(StatementOfReasons statement) -> {
          if (abusive && (held.misuse() == null || statement.measure() != Measure.NONE)) {
            return new DecisionResult.NotAbusive();
          }
          Decision plain = taken(actor, file, contested, held, decision, statement);
          Decision taken = abusive && held.misuse() != null ? plain.with(held.misuse()) : plain;
          switch (whatHolds.after(file, taken)) {
            case WhatHolds.Effect.Impossible _ -> {
              return new DecisionResult.NotApplicable(statement.measure());
            }
            case WhatHolds.Effect.Applies(List<Write> effect) -> {
              List<Write> writes = new LaterDecision(file, contested, held, taken, null).writes();
              writes.addAll(effect);
              if (held.misuse() != null && !abusive) {
                misuses.unmark(file.notice(), taken.decidedAt()).ifPresent(writes::add);
              }
              if (store.transact(writes) instanceof Outcome.Written) {
                return new DecisionResult.Decided(taken);
              }
            }
          }
        }
      }
    }
    throw new Busy(new IllegalStateException("Event or member change faster than we decide"));
  }

  /** A repeated request gets its own decision again; any other comes too late. */
  private static DecisionResult decided(CaseFile file, Appeal appeal, String decision) {
    return decision.equals(appeal.decidedBy())
        ? file.decision(decision)
            .<DecisionResult>map(DecisionResult.Decided::new)
            .orElseGet(DecisionResult.Unknown::new)
        : new DecisionResult.AlreadyDecided();
  }

  private Decision taken(
      Actor actor,
      CaseFile file,
      Appeal appeal,
      Decision held,
      String id,
      StatementOfReasons statement) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new Decision(
        id,
        file.notice().id(),
        file.notice().target(),
        statement,
        now,
        held.author(),
        actor,
        new Decision.OnAppeal(appeal.id(), held.first(), held.since()),
        null,
        null,
        null);
  }
}
