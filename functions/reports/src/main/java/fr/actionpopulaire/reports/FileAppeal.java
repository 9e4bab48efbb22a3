package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Redress;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.AppealLinks;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Store;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Receives an appeal against a decision from one of its two parties, six months long (DSA 20). */
@Singleton
final class FileAppeal {

  private final Store store;
  private final Decisions decisions;
  private final AppealLinks links;
  private final Clock clock;

  FileAppeal(Store store, Decisions decisions, AppealLinks links, Clock clock) {
    this.store = store;
    this.decisions = decisions;
    this.links = links;
    this.clock = clock;
  }

  sealed interface Result {
    record Filed(Appeal appeal) implements Result {}

    /** No such decision, or a key that does not open it: the same, so that nobody can probe. */
    record NoParty() implements Result {}

    record TooLate() implements Result {}

    /** The same party has already appealed, against this decision or one it replaced. */
    record Twice() implements Result {}
  }

  /** A decision as one of its parties may see it. */
  record Open(Decision decision, Party party) {}

  /** The decision a link opens, whether or not it can still be appealed. */
  Optional<Open> open(String decision, String key) {
    if (!RandomId.isOne(decision)) {
      return Optional.empty();
    }
    return links
        .party(decision, key)
        .flatMap(party -> decisions.find(decision).map(found -> new Open(found, party)));
  }

  /**
   * @param id the new appeal's id; filed again under the same id, it is filed once
   */
  Result file(String id, String decision, String key, String explanation) {
    return open(decision, key)
        .map(open -> file(id, open, explanation))
        .orElseGet(Result.NoParty::new);
  }

  private Result file(String id, Open open, String explanation) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!now.isBefore(Redress.appealsUntil(open.decision().decidedAt()))) {
      return new Result.TooLate();
    }
    Decision decision = open.decision();
    Appeal appeal =
        new Appeal(
            id,
            decision.report(),
            decision.id(),
            decision.first(),
            open.party(),
            explanation,
            now,
            null);
    return switch (store.transact(Appeals.file(appeal, decision))) {
      case Outcome.Written _ -> new Result.Filed(appeal);
      case Outcome.Refused refused ->
          Appeals.filedBefore(refused).<Result>map(Result.Filed::new).orElseGet(Result.Twice::new);
    };
  }
}
