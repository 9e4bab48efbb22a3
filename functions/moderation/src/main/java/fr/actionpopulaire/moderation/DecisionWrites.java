package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What every decision on a notice writes, besides the effect of its measure. */
final class DecisionWrites {

  private DecisionWrites() {}

  /**
   * The decision itself, its line of the trail, and the mails to both parties. The first write is
   * refused when the notice has been decided meanwhile. What settles a notice along with another
   * tells its reporter only: the author is told once.
   */
  static List<Write> of(Notice notice, Decision decision) {
    List<Write> writes = new ArrayList<>(Decisions.decide(notice, decision));
    boolean follows = decision.follows() != null;
    String author = follows ? null : decision.author();
    writes.addAll(
        Audit.put(
            new Audit.Act(
                decision.decidedAt(),
                decision.actor().text(),
                follows ? "settle" : "decide",
                about(decision),
                null),
            author == null ? List.of() : List.of(author)));
    if (author != null && decision.statement().measure() != Measure.NONE) {
      writes.add(
          tell(Outbox.Kind.STATEMENT_OF_REASONS, new Outbox.Recipient.Member(author), decision));
    }
    if (notice.reachable()) {
      writes.add(
          tell(Outbox.Kind.NOTICE_DECIDED, new Outbox.Recipient.Reporter(notice.id()), decision));
    }
    return writes;
  }

  private static Map<String, String> about(Decision decision) {
    Map<String, String> about = new HashMap<>();
    about.put("report", decision.report());
    about.put("decision", decision.id());
    about.put("measure", decision.statement().measure().code());
    if (decision.misuse() != null) {
      about.put("misuse", code(decision.misuse()));
    }
    if (decision.follows() != null) {
      about.put("follows", decision.follows());
    }
    return about;
  }

  private static String code(Misuse.Standing standing) {
    return switch (standing) {
      case Misuse.Standing.Clear _ -> "none";
      case Misuse.Standing.Warned _ -> "warned";
      case Misuse.Standing.Suspended _ -> "suspended";
    };
  }

  private static Write tell(Outbox.Kind kind, Outbox.Recipient recipient, Decision decision) {
    return Outbox.put(
        new Outbox.Message(
            kind,
            recipient,
            decision.id(),
            Map.of("decision", decision.id()),
            decision.decidedAt()));
  }
}
