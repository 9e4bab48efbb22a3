package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every kind of letter, from its message to the inbox. */
@EmbeddedAwsTest
class LettersTest {

  private static final String NONE = "{\"batchItemFailures\":[]}";

  private final Desk desk;
  private final EveryLetter scene;

  LettersTest(TestAws aws) {
    desk = new Desk(aws);
    scene = new EveryLetter(desk);
  }

  @Test
  void everyLetterSaysWhatItIsFor() {
    Map<Kind, Mail> sent = scene.sent("Réunion de quartier");
    Function<Kind, Mail> mails = kind -> Objects.requireNonNull(sent.get(kind));
    assertEquals(
        "Une place s’est libérée : Réunion de quartier", mails.apply(Kind.PROMOTED).subject());
    assertTrue(mails.apply(Kind.PROMOTED).text().contains("/evenements/"));
    assertTrue(mails.apply(Kind.NOTICE_RECEIVED).text().contains("/signalements/"));
    for (Kind kind : List.of(Kind.STATEMENT_OF_REASONS, Kind.NOTICE_DECIDED, Kind.APPEAL_DECIDED)) {
      assertTrue(mails.apply(kind).text().contains("Faits constatés : Réunion de quartier"));
      assertTrue(mails.apply(kind).text().contains("article 4"));
      assertTrue(mails.apply(kind).text().contains("/recours/"));
    }
    Set<String> keys =
        Stream.of(Kind.STATEMENT_OF_REASONS, Kind.NOTICE_DECIDED)
            .map(kind -> mails.apply(kind).text().replaceAll("(?s).*[?]cle=([0-9a-f]+).*", "$1"))
            .collect(Collectors.toSet());
    assertEquals(2, keys.size(), "each party has a key of its own");
  }

  @Test
  void whoReportedIsNobodysBusiness() {
    String author = desk.member("author@example.org");
    var notice = scene.notice("Dominique Secret");
    var decision = scene.decide(notice, author, "L’annonce donne une adresse.");
    desk.queue(
        Kind.STATEMENT_OF_REASONS,
        new Recipient.Member(author),
        decision.id(),
        Map.of("decision", decision.id()));
    desk.deliver(Kind.STATEMENT_OF_REASONS);
    Mail mail = desk.only("author@example.org");
    assertTrue(mail.text().contains("L’annonce donne une adresse."));
    assertFalse(mail.text().contains("Dominique") || mail.html().contains("Dominique"));
    assertFalse(mail.text().contains(notice.id()));
  }

  /** DSA 20(5): whoever has not appealed yet still may; the other one is told what is left. */
  @Test
  @Tag("C8")
  void bothPartiesAreToldOfAReexaminationEachWithWhatTheyCanStillDo() {
    String author = desk.member("contested@example.org");
    Notice notice = scene.notice("Dominique Secret");
    Decision decision = scene.decide(notice, author, "L’annonce donne une adresse.");
    Appeal appeal =
        new Appeal(
            RandomId.next(),
            notice.id(),
            decision.id(),
            decision.first(),
            Party.AUTHOR,
            "Ce n’est pas la mienne.",
            desk.now(),
            null);
    assertTrue(desk.store.transact(Appeals.file(appeal, decision)).isWritten());
    for (Recipient party :
        List.of(new Recipient.Member(author), new Recipient.Reporter(notice.id()))) {
      desk.queue(
          Kind.APPEAL_DECIDED, party, decision.id() + party, Map.of("decision", decision.id()));
    }
    desk.deliver(Kind.APPEAL_DECIDED);
    Mail toAuthor = desk.only("contested@example.org");
    assertTrue(toAuthor.text().contains("organe de règlement extrajudiciaire"), toAuthor.text());
    assertFalse(toAuthor.text().contains("/recours/"), "has appealed");
    assertFalse(toAuthor.text().contains("Dominique"));
    Mail toReporter = desk.only("reporter@example.org");
    assertTrue(toReporter.text().contains("/recours/" + decision.id()));
    assertFalse(toReporter.text().contains("Ce n’est pas la mienne."));
  }

  @Test
  void everybodyWhoAnsweredIsToldOfACancellationWithItsReason() {
    Event event = scene.event(1, "Réunion de quartier");
    Answers answers = desk.bean(Answers.class);
    assertTrue(
        answers.answer(event, desk.member("seated@example.org"), 0)
            instanceof AnswerResult.Confirmed);
    assertTrue(
        answers.answer(event, desk.member("waiting@example.org"), 0)
            instanceof AnswerResult.Waitlisted);
    Events events = desk.bean(Events.class);
    Event now = events.find(event.id()).orElseThrow();
    assertTrue(desk.store.transact(events.cancel(now, "Salle fermée.")).isWritten());
    List<String> cancellation = desk.pending(Kind.CANCELLATION);
    desk.deliver(cancellation);
    desk.deliver(cancellation);
    assertEquals(2, desk.pending(Kind.EVENT_CANCELLED).size());
    desk.deliver(Kind.EVENT_CANCELLED);
    for (String address : List.of("seated@example.org", "waiting@example.org")) {
      Mail mail = desk.only(address);
      assertEquals("Annulé : Réunion de quartier", mail.subject());
      assertTrue(mail.text().contains("Salle fermée."), mail.text());
    }
  }

  @Test
  void theSamplePayloadsRun() {
    assertEquals(NONE, run("message-put"));
    assertEquals(NONE, run("message-removed-bad"));
    assertEquals(List.of(), desk.aws.inbox());
    desk.welcome("swept@example.org");
    desk.aws.clock().advance(SweepOutbox.GRACE);
    assertEquals(NONE, run("sweep"));
    desk.only("swept@example.org");
  }

  @Test
  void theStreamIsToldWhatToBringAgainAsItWantsToBeTold() {
    Message welcome = desk.welcome("sample@example.org");
    JsonNode sample = payload("message-put");
    ((ObjectNode) sample.at("/Records/0/dynamodb/Keys/pk")).put("S", "O#" + welcome.id());
    desk.aws.failNextMails(1, MailFault.SERVER_ERROR);
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"111\"}]}",
        Handler.wake(desk.mailer, sample).toString());
    assertEquals(NONE, Handler.wake(desk.mailer, sample).toString());
    desk.only("sample@example.org");
  }

  private String run(String sample) {
    return Handler.wake(desk.mailer, payload(sample)).toString();
  }

  private static JsonNode payload(String sample) {
    return Payload.load("mailer/" + sample + ".json", JsonNode.class);
  }
}
