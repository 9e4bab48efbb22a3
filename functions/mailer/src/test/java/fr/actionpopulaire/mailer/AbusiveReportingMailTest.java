package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Misuse.Standing;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: who reports abusively reads what that means, until when, and how to contest it. */
@EmbeddedAwsTest
@Tag("C9")
class AbusiveReportingMailTest {

  private final Desk desk;
  private final String address = RandomId.next() + "@example.org";

  AbusiveReportingMailTest(TestAws aws) {
    desk = new Desk(aws);
  }

  private Notice notice() {
    Notice notice =
        new Notice(
            RandomId.next(),
            new Target("/"),
            Ground.SPAM,
            "Encore.",
            false,
            desk.now(),
            true,
            true,
            Notices.deadline(desk.now()),
            null);
    Reporter reporter = new Reporter(null, new EmailAddress(address));
    assertTrue(desk.store.transact(Notices.file(notice, reporter, "hash")).isWritten());
    return notice;
  }

  private Decision decision(
      Notice notice, Decision.@Nullable OnAppeal onAppeal, @Nullable Standing standing) {
    return new Decision(
        RandomId.next(),
        notice.id(),
        notice.target(),
        new StatementOfReasons(
            Measure.NONE,
            StatementOfReasons.EVERYWHERE,
            new Term.Momentary(),
            "Rien de tel sur cette page.",
            false,
            new Basis(Basis.Kind.TERMS, "article 4", "Manifestement infondé.")),
        desk.now(),
        null,
        new Actor("Moderator", onAppeal == null ? "jo" : "alex"),
        onAppeal,
        null,
        null,
        standing);
  }

  private Mail told(Kind kind, Decision decision) {
    desk.queue(
        kind,
        new Recipient.Reporter(decision.report()),
        decision.id(),
        Map.of("decision", decision.id()));
    desk.deliver(kind);
    return desk.only(address);
  }

  private Mail decided(@Nullable Standing standing) {
    Notice notice = notice();
    Decision decision = decision(notice, null, standing);
    assertTrue(desk.store.transact(Decisions.decide(notice, decision)).isWritten());
    return told(Kind.NOTICE_DECIDED, decision);
  }

  @Test
  void aWarningSaysWhatWouldFollowAndHowToContestIt() {
    Mail mail = decided(new Standing.Warned(desk.now(), 2));
    assertEquals("Votre signalement : avertissement", mail.subject());
    assertTrue(mail.text().contains("si 2 autres, envoyés après lui"), mail::text);
    assertTrue(mail.text().contains("pendant 30 jours"));
    assertTrue(mail.text().contains("est toujours reçu"));
    assertTrue(mail.text().contains("Rien de tel sur cette page."));
    assertTrue(mail.text().contains("/recours/"));
  }

  @Test
  void aSuspensionSaysUntilWhen() {
    Mail mail = decided(new Standing.Suspended(Instant.parse("2026-12-21T10:03:00Z")));
    assertEquals("Votre signalement : suspension pour un temps", mail.subject());
    assertTrue(mail.text().contains("jusqu’au lundi 21 décembre 2026"), mail::text);
    assertTrue(mail.text().contains("/recours/"));
  }

  @Test
  void anyOtherDismissalSaysNothingOfIt() {
    Mail mail = decided(null);
    assertEquals("Votre signalement : aucune mesure", mail.subject());
    assertFalse(mail.text().contains("avertissement"));
  }

  @Test
  void takenBackTheLetterSaysThatItCountsNoMore() {
    Mail mail = later(null);
    assertTrue(mail.text().contains("ne compte plus"), mail::text);
  }

  @Test
  void confirmedTheLetterSaysSo() {
    Mail mail = later(new Standing.Warned(desk.now(), 2));
    assertTrue(mail.text().contains("L’avertissement qui l’accompagnait est maintenu."));
  }

  private Mail later(@Nullable Standing standing) {
    Notice notice = notice();
    Decision first = decision(notice, null, new Standing.Warned(desk.now(), 2));
    assertTrue(desk.store.transact(Decisions.decide(notice, first)).isWritten());
    var file = desk.bean(CaseFiles.class).find(notice.id()).orElseThrow();
    Decision second =
        decision(notice, new Decision.OnAppeal(null, first.id(), first.decidedAt()), standing);
    assertTrue(desk.store.transact(CaseFiles.decide(file, null, first, second)).isWritten());
    return told(Kind.APPEAL_DECIDED, second);
  }
}
