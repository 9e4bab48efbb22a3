package fr.actionpopulaire.dynamodb;

import java.util.List;
import java.util.Optional;

/** A notice with everything that was decided and contested about it. */
public record CaseFile(Notice notice, List<Decision> decisions, List<Appeal> appeals) {

  public CaseFile {
    decisions = List.copyOf(decisions);
    appeals = List.copyOf(appeals);
  }

  /** The decision of that id. */
  public Optional<Decision> decision(String id) {
    return decisions.stream().filter(decision -> decision.id().equals(id)).findFirst();
  }

  /** The decision that holds now; empty while the notice is open. */
  public Optional<Decision> holding() {
    return decisions.stream()
        .filter(decision -> decision.id().equals(notice.decision()))
        .findFirst();
  }

  /** The appeal of that id. */
  public Optional<Appeal> appeal(String id) {
    return appeals.stream().filter(appeal -> appeal.id().equals(id)).findFirst();
  }
}
