package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision that holds in the place of an earlier one writes, besides its effect.
 *
 * @param appeal which it answers, {@code null} when staff come back to a decision by themselves
 * @param held the decision that held until now
 * @param reason why they do, for the trail; {@code null} for an appeal, which is the reason
 */
record LaterDecision(
    CaseFile file,
    @Nullable Appeal appeal,
    Decision held,
    Decision taken,
    @Nullable String reason) {

  /** The decision, its line of the trail and the mails; see {@link CaseFiles#decide}. */
  List<Write> writes() {
    List<Write> writes = new ArrayList<>(CaseFiles.decide(file, appeal, held, taken));
    String author = taken.author();
    writes.addAll(
        Audit.put(
            new Audit.Act(
                taken.decidedAt(),
                taken.actor().text(),
                appeal == null ? "take-back" : "decide-appeal",
                about(),
                reason),
            author == null ? List.of() : List.of(author)));
    // Who was never touched by a measure was not told of the notice, and is not told now.
    boolean touched =
        Stream.concat(file.decisions().stream(), Stream.of(taken))
            .anyMatch(decision -> decision.statement().measure() != Measure.NONE);
    if (author != null && touched) {
      writes.add(tell(new Recipient.Member(author), Party.AUTHOR));
    }
    if (file.notice().reachable()) {
      writes.add(tell(new Recipient.Reporter(file.notice().id()), Party.REPORTER));
    }
    return writes;
  }

  private Map<String, String> about() {
    Map<String, String> about = new HashMap<>();
    if (appeal != null) {
      about.put("appeal", appeal.id());
    }
    about.put("report", taken.report());
    about.put("decision", taken.id());
    about.put("replaced", held.id());
    about.put("measure", taken.statement().measure().code());
    return about;
  }

  private Write tell(Recipient recipient, Party party) {
    return Outbox.put(
        new Outbox.Message(
            Outbox.Kind.APPEAL_DECIDED,
            recipient,
            Appeals.reason(taken, party),
            Map.of("decision", taken.id()),
            taken.decidedAt()));
  }
}
