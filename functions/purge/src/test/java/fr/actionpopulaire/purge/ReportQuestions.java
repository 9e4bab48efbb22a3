package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Misuses;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.ReportedThings;
import fr.actionpopulaire.dynamodb.Sessions;
import java.time.Instant;
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

  /** Another abusive notice adds to what is known, or is the first one again. */
  static List<BooleanSupplier> ofMisuse(Attic attic) {
    Misuses misuses = attic.bean(Misuses.class);
    String hash = Sessions.sha256(RandomId.next());
    Instant start = attic.now();
    Notice first = sent(attic, hash);
    Notice second = sent(attic, hash);
    assertTrue(attic.store.write(misuses.mark(first, start).orElseThrow().write()).isWritten());
    return List.of(
        () ->
            misuses.mark(second, attic.now()).orElseThrow().standing()
                    instanceof Misuse.Standing.Warned(Instant since, int _)
                && since.equals(start));
  }

  private static Notice sent(Attic attic, String hash) {
    Notice notice =
        new Notice(
            RandomId.next(),
            new Target("/"),
            Ground.SPAM,
            "Rien.",
            false,
            attic.now(),
            true,
            true,
            Notices.deadline(attic.now()),
            null);
    Notices.Reporter reporter =
        new Notices.Reporter(null, new EmailAddress("reporter@example.org"));
    assertTrue(attic.store.transact(Notices.file(notice, reporter, hash)).isWritten());
    return notice;
  }

  static List<BooleanSupplier> ofADecidedOne(Attic attic) {
    Notices notices = attic.bean(Notices.class);
    String report = attic.report();
    var notice = notices.find(report).orElseThrow();
    Decision decision = decided(attic, notice);
    Decisions decisions = attic.bean(Decisions.class);
    return List.of(
        () -> notices.find(report).isPresent(),
        () -> notices.reporter(report).isPresent(),
        () -> !attic.bean(ReportedThings.class).about(notice.target()).isEmpty(),
        () -> decisions.find(decision.id()).isPresent(),
        () -> decisions.find(report, decision.id()).isPresent());
  }

  /** Decides a notice; what it was about is hidden. */
  static Decision decided(Attic attic, Notice notice) {
    Decision decision =
        new Decision(
            RandomId.next(),
            notice.id(),
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
    return decision;
  }
}
