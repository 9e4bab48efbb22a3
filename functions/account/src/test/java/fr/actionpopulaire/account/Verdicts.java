package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import org.jspecify.annotations.Nullable;

/** Decisions about members, as staff take them. */
final class Verdicts {

  private Verdicts() {}

  /**
   * Warns an author about an event.
   *
   * @param onAppeal what it answers, {@code null} for a first decision
   */
  static Decision about(
      Household house,
      String report,
      Event event,
      String author,
      String facts,
      Decision.@Nullable OnAppeal onAppeal) {
    Notice notice =
        new Notice(
            report,
            new Target("/evenements/" + event.id()),
            Ground.PRIVACY,
            "Explication",
            false,
            house.now(),
            true,
            true,
            Notices.deadline(house.now()),
            null);
    assertTrue(
        house
            .store
            .transact(
                Notices.file(
                    notice,
                    new Notices.Reporter("Reporter", new EmailAddress("reporter@example.org"))))
            .isWritten());
    Decision decision =
        new Decision(
            RandomId.next(),
            report,
            notice.target(),
            new StatementOfReasons(
                Measure.WARN,
                StatementOfReasons.EVERYWHERE,
                new Term.Momentary(),
                facts,
                false,
                new Basis(Basis.Kind.TERMS, "article 3", "Une explication suffisante.")),
            house.now(),
            author,
            new Actor("Moderator", "jo"),
            onAppeal,
            null,
            null,
            null);
    assertTrue(house.store.transact(Decisions.decide(notice, decision)).isWritten());
    return decision;
  }
}
