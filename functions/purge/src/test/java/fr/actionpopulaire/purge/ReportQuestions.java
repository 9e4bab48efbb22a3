package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.ReportedThings;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Notices, open and decided, with the questions that show them. */
final class ReportQuestions {

  private ReportQuestions() {}

  static List<BooleanSupplier> ofAnOpenOne(Attic attic) {
    Notices notices = attic.bean(Notices.class);
    String report = attic.report();
    return List.of(
        () -> notices.find(report).isPresent(),
        () -> notices.reporter(report).isPresent(),
        () ->
            notices.open(1000, null).notices().stream().anyMatch(open -> open.id().equals(report)),
        () -> attic.bean(Keys.class).find(new Owner.Reporter(report)).isPresent());
  }

  static List<BooleanSupplier> ofADecidedOne(Attic attic) {
    Notices notices = attic.bean(Notices.class);
    String report = attic.report();
    var notice = notices.find(report).orElseThrow();
    Decision decision =
        new Decision(
            RandomId.next(),
            report,
            notice.target(),
            new StatementOfReasons(
                Measure.HIDE_EVENT,
                StatementOfReasons.EVERYWHERE,
                new Term.Indefinite(),
                "L’annonce donne une adresse.",
                false,
                new Basis(Basis.Kind.TERMS, "article 4", "Ce n’en est pas la place.")),
            attic.now(),
            RandomId.next(),
            new Actor("Moderator", "jo"));
    assertTrue(attic.store.transact(Decisions.decide(notice, decision)).isWritten());
    Decisions decisions = attic.bean(Decisions.class);
    return List.of(
        () -> notices.find(report).isPresent(),
        () -> notices.reporter(report).isPresent(),
        () -> !attic.bean(ReportedThings.class).about(notice.target()).isEmpty(),
        () -> decisions.find(decision.id()).isPresent(),
        () -> decisions.find(report, decision.id()).isPresent());
  }
}
