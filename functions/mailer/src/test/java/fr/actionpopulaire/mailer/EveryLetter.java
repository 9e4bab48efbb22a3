package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Acceptance;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.embeddedaws.Mail;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** State that other functions leave behind, and every mail that comes of it. */
final class EveryLetter {

  /** Kinds of message that are no mail themselves. */
  static final EnumSet<Kind> NO_MAIL = EnumSet.of(Kind.CANCELLATION, Kind.MOVE, Kind.REMINDERS);

  private final Desk desk;

  EveryLetter(Desk desk) {
    this.desk = desk;
  }

  /**
   * One mail of every kind, in which everything people chose says {@code words}.
   *
   * @param words in names, titles, reasons
   */
  Map<Kind, Mail> sent(String words) {
    Map<Kind, Mail> mails = new EnumMap<>(Kind.class);
    desk.askForCode("code@example.org");
    take(Kind.CODE, "code@example.org", mails);

    String address = RandomId.next() + "@example.org";
    String member = Fixtures.member(desk.context, new EmailAddress(address), words);
    desk.queue(Kind.WELCOME, new Recipient.Member(member), member, Map.of());
    take(Kind.WELCOME, address, mails);

    Instant due = desk.bean(MemberRetention.class).of(desk.account(member)).in(desk.campaign());
    desk.queue(
        Kind.DELETION_NEAR,
        new Recipient.Member(member),
        member + "#30",
        Map.of("due", Long.toString(due.toEpochMilli())));
    take(Kind.DELETION_NEAR, address, mails);
    changeOfAddress(member, mails);

    Event event = event(1, words);
    desk.queue(
        Kind.PROMOTED,
        new Recipient.Member(member),
        event.id() + "#" + member + "#1",
        Map.of("event", event.id()));
    take(Kind.PROMOTED, address, mails);

    Relay.from(desk, desk.member(RandomId.next() + "@example.org"), event, member, words);
    take(Kind.RELAYED, address, mails);

    assertTrue(desk.bean(Answers.class).answer(event, member, 0) instanceof AnswerResult.Confirmed);
    desk.queue(
        Kind.REMINDER,
        new Recipient.Member(member),
        event.id() + "#" + member,
        Map.of("event", event.id(), "startsAt", Long.toString(event.startsAt().toEpochMilli())));
    take(Kind.REMINDER, address, mails);
    desk.bean(Acceptance.class).accept(event, member);
    take(Kind.ACCEPTED, address, mails);
    Moves.elsewhere(desk, event, words);
    desk.deliver(Kind.MOVE);
    take(Kind.EVENT_MOVED, address, mails);
    Event full = desk.bean(Events.class).find(event.id()).orElseThrow();
    assertTrue(desk.store.transact(desk.bean(Events.class).cancel(full, words)).isWritten());
    desk.deliver(Kind.CANCELLATION);
    take(Kind.EVENT_CANCELLED, address, mails);

    Notice notice = notice(words);
    desk.queue(Kind.NOTICE_RECEIVED, new Recipient.Reporter(notice.id()), notice.id(), Map.of());
    take(Kind.NOTICE_RECEIVED, "reporter@example.org", mails);

    Decision decision = decide(notice, member, words);
    Map<String, String> about = Map.of("decision", decision.id());
    desk.queue(Kind.STATEMENT_OF_REASONS, new Recipient.Member(member), decision.id(), about);
    take(Kind.STATEMENT_OF_REASONS, address, mails);
    desk.queue(Kind.NOTICE_DECIDED, new Recipient.Reporter(notice.id()), decision.id(), about);
    take(Kind.NOTICE_DECIDED, "reporter@example.org", mails);
    desk.queue(Kind.APPEAL_DECIDED, new Recipient.Member(member), decision.id(), about);
    take(Kind.APPEAL_DECIDED, address, mails);
    assertTrue(mails.keySet().containsAll(EnumSet.complementOf(NO_MAIL)), "a kind is missing");
    return mails;
  }

  private void changeOfAddress(String member, Map<Kind, Mail> mails) {
    EmailChanges changes = desk.bean(EmailChanges.class);
    String former = RandomId.next() + "@example.org";
    String wanted = RandomId.next() + "@example.org";
    String request =
        changes.ask(member, new EmailAddress(former), new EmailAddress(wanted)).request();
    desk.deliver(Kind.EMAIL_CODE);
    Mail code = desk.only(former);
    mails.put(Kind.EMAIL_CODE, code);
    EmailChanges.Verdict verdict =
        changes.attempt(member, request, digits(code), digits(desk.only(wanted)));
    assertTrue(
        verdict instanceof EmailChanges.Verdict.Right right
            && desk.store.transact(right.writes()).isWritten());
    desk.aws.clearInbox();
    take(Kind.EMAIL_CHANGED, former, mails);
  }

  private static String digits(Mail mail) {
    return mail.text().replaceAll("(?s).*\\b([0-9]{8})\\b.*", "$1");
  }

  private void take(Kind kind, String address, Map<Kind, Mail> mails) {
    desk.deliver(kind);
    mails.put(kind, desk.only(address));
    desk.aws.clearInbox();
  }

  Event event(int capacity, String title) {
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.MEETING,
            title,
            "On prépare la semaine.",
            desk.now().plus(Duration.ofDays(2)),
            desk.now().plus(Duration.ofDays(2)).plus(Duration.ofHours(2)),
            ZoneId.of("Europe/Paris"),
            "59350",
            "59",
            "Salle des fêtes",
            null,
            capacity,
            null,
            "Camille",
            EventStatus.PUBLISHED,
            null,
            null,
            0,
            1,
            Event.blocksFor(capacity),
            desk.now());
    assertTrue(
        desk.store
            .transact(desk.bean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event;
  }

  Notice notice(String name) {
    Notice notice =
        new Notice(
            RandomId.next(),
            new Target("/evenements/" + RandomId.next()),
            Ground.PRIVACY,
            "Mon adresse est publiée ici.",
            false,
            desk.now(),
            true,
            true,
            Notices.deadline(desk.now()),
            null);
    Reporter reporter = new Reporter(name, new EmailAddress("reporter@example.org"));
    assertTrue(desk.store.transact(Notices.file(notice, reporter)).isWritten());
    return notice;
  }

  Decision decide(Notice notice, String author, String facts) {
    Decision decision =
        new Decision(
            RandomId.next(),
            notice.id(),
            notice.target(),
            new StatementOfReasons(
                Measure.HIDE_EVENT,
                StatementOfReasons.EVERYWHERE,
                new Term.Indefinite(),
                facts,
                false,
                new Basis(Basis.Kind.TERMS, "article 4", "Ce n’en est pas la place.")),
            desk.now(),
            author,
            new Actor("Moderator", "jo"));
    assertTrue(desk.store.transact(Decisions.decide(notice, decision)).isWritten());
    return decision;
  }
}
