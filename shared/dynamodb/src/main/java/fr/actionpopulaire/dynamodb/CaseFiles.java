package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whole case files: all of one lies under one partition key, {@code RP#<report>}, and goes on one
 * day.
 */
@Singleton
public final class CaseFiles {

  private final Store store;

  CaseFiles(Store store) {
    this.store = store;
  }

  /** The file of a report in one query; empty when there is no such report, or no longer. */
  public Optional<CaseFile> find(String report) {
    @Nullable Notice notice = null;
    List<Decision> decisions = new ArrayList<>();
    List<Appeal> appeals = new ArrayList<>();
    for (Row row : store.queryAll(Query.all(Table.MODERATION, "RP#" + report))) {
      switch (row.sk().charAt(0)) {
        case 'N' -> notice = Notices.notice(row);
        case 'D' -> decisions.add(Decisions.decision(row));
        case 'A' -> appeals.add(Appeals.appeal(row));
        default -> {}
      }
    }
    return Optional.ofNullable(notice).map(found -> new CaseFile(found, decisions, appeals));
  }

  /**
   * What a later decision on a notice writes, besides the effect of the measure: the new decision,
   * which holds in the place of the one before; the end of the appeal; and the new deadline of all
   * that hangs on the notice. The first write is refused when another decision holds meanwhile, the
   * second when the appeal has been answered.
   *
   * @param appeal which is answered by it, {@code null} when it is taken without one
   * @param held the decision that held until now
   */
  public static List<Write> decide(
      CaseFile file, @Nullable Appeal appeal, Decision held, Decision taken) {
    Deadline deadline = Decisions.deadline(taken);
    List<Write> writes = new ArrayList<>();
    writes.addAll(Notices.redecided(file.notice(), held.id(), taken, deadline));
    if (appeal != null) {
      writes.add(1, Appeals.decided(appeal, taken.id(), deadline));
    }
    writes.add(Decisions.put(taken));
    writes.addAll(Decisions.point(taken, deadline, Condition.absent()));
    for (Decision decision : file.decisions()) {
      writes.add(Decisions.prolong(decision, decision.equals(held) ? taken.id() : null, deadline));
      writes.addAll(Decisions.point(decision, deadline, Condition.none()));
    }
    for (Appeal other : file.appeals()) {
      if (!other.equals(appeal)) {
        writes.add(prolong(Appeals.key(other), deadline));
      }
      writes.addAll(Appeals.point(other, deadline));
    }
    return writes;
  }

  private static Write prolong(Key key, Deadline deadline) {
    return Write.change(
        key,
        "SET #expiresAt = :expiresAt",
        Item.deadlineAttributes(Table.MODERATION, deadline),
        Condition.present());
  }
}
