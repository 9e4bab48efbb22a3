package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Busy;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a measure back that staff find wrong themselves, without waiting for an appeal: a decision
 * of measure {@code none} holds in its place, and what it did is undone exactly as far as no other
 * decision holds it. Decision, effect, line of the trail and mails are one transaction.
 */
@Singleton
final class TakeBack {

  private static final int TRIES = 5;

  private final Store store;
  private final Decisions decisions;
  private final CaseFiles files;
  private final WhatHolds whatHolds;
  private final Misuses misuses;
  private final Clock clock;

  TakeBack(
      Store store,
      Decisions decisions,
      CaseFiles files,
      WhatHolds whatHolds,
      Misuses misuses,
      Clock clock) {
    this.misuses = misuses;
    this.store = store;
    this.decisions = decisions;
    this.files = files;
    this.whatHolds = whatHolds;
    this.clock = clock;
  }

  /**
   * @param decision which is taken back; not one that took no measure, nor called a notice abusive,
   *     nor one that only settled a notice along with another
   * @param id the new decision's; a repetition under the same id finds it taken already
   * @param reason one line; the parties read it
   */
  DecisionResult takeBack(Actor actor, String decision, String id, String reason) {
    for (int i = 0; i < TRIES; i++) {
      CaseFile file =
          RandomId.isOne(decision)
              ? decisions.find(decision).flatMap(found -> files.find(found.report())).orElse(null)
              : null;
      Decision held = file == null ? null : file.holding().orElse(null);
      if (file == null || held == null) {
        return new DecisionResult.Unknown();
      }
      if (!held.id().equals(decision)) {
        return held.id().equals(id)
            ? new DecisionResult.Decided(held)
            : new DecisionResult.AlreadyDecided();
      }
      boolean nothing = held.statement().measure() == Measure.NONE && held.misuse() == null;
      if (nothing || held.follows() != null) {
        return new DecisionResult.NotApplicable(held.statement().measure());
      }
      Decision taken = taken(actor, held, id, reason);
      switch (whatHolds.after(file, taken)) {
        case WhatHolds.Effect.Impossible _ -> {
          return new DecisionResult.NotApplicable(held.statement().measure());
        }
        case WhatHolds.Effect.Applies(List<Write> effect) -> {
          List<Write> writes =
              new ArrayList<>(new LaterDecision(file, null, held, taken, reason).writes());
          writes.addAll(effect);
          if (held.misuse() != null) {
            misuses.unmark(file.notice(), taken.decidedAt()).ifPresent(writes::add);
          }
          if (store.transact(writes) instanceof Outcome.Written) {
            return new DecisionResult.Decided(taken);
          }
        }
      }
    }
    throw new Busy(new IllegalStateException("Event or member change faster than we decide"));
  }

  private Decision taken(Actor actor, Decision held, String id, String reason) {
    Basis basis = held.statement().basis();
    return new Decision(
        id,
        held.report(),
        held.target(),
        new StatementOfReasons(
            Measure.NONE,
            held.statement().scope(),
            new Term.Momentary(),
            reason,
            false,
            new Basis(basis.kind(), basis.reference(), "La mesure est levée : " + reason)),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        held.author(),
        actor,
        new Decision.OnAppeal(null, held.first(), held.since()),
        null,
        null,
        null);
  }
}
