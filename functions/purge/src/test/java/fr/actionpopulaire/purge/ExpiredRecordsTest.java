package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Journal;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of record, by every question one can ask about it, around the end of its time. */
@EmbeddedAwsTest
@Tag("A8")
class ExpiredRecordsTest {

  private final TestAws aws;

  ExpiredRecordsTest(TestAws aws) {
    this.aws = aws;
  }

  /** Makes a record and returns the questions that show it. */
  private interface Maker {
    List<BooleanSupplier> make(Attic attic);
  }

  private record Kind(RetentionRule rule, String name, Maker maker) {}

  private static Kind kind(RetentionRule rule, String name, Maker maker) {
    return new Kind(rule, name, maker);
  }

  private static List<Kind> kinds() {
    return List.of(
        kind(RetentionRule.CODE_REQUEST, "code request", ExpiredRecordsTest::codeRequest),
        kind(RetentionRule.VERIFIED_ADDRESS, "verified address", ExpiredRecordsTest::verified),
        kind(RetentionRule.SESSION_IDLE, "session", ExpiredRecordsTest::session),
        kind(RetentionRule.QUOTA, "quota", ExpiredRecordsTest::quota),
        kind(RetentionRule.MEMBER, "member", attic -> member(attic, Set.of(Purpose.ACCOUNT))),
        kind(
            RetentionRule.MEMBER_WITH_REUSE,
            "member with re-use",
            attic -> member(attic, Set.of(Purpose.ACCOUNT, Purpose.REUSE))),
        kind(RetentionRule.ENDORSEMENT, "endorsement", ExpiredRecordsTest::endorsement),
        kind(RetentionRule.SUPPRESSION, "suppression", ExpiredRecordsTest::suppression),
        kind(RetentionRule.EVENT, "event", ExpiredRecordsTest::event),
        kind(RetentionRule.ANSWERS, "answers", ExpiredRecordsTest::answers),
        kind(RetentionRule.OPEN_NOTICE, "open notice", ExpiredRecordsTest::notice),
        kind(RetentionRule.DECIDED_NOTICE, "decided notice", ExpiredRecordsTest::decided),
        kind(RetentionRule.RIGHTS_REQUEST, "request about data", ExpiredRecordsTest::request),
        kind(RetentionRule.AUDIT, "audit line", ExpiredRecordsTest::auditLine),
        kind(RetentionRule.LEDGER, "message", ExpiredRecordsTest::message),
        kind(RetentionRule.JOURNAL, "journal", ExpiredRecordsTest::journal));
  }

  /** Ordinary days, the nights the clocks change, a leap day; ballots likewise. */
  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of("2027-05-02", "2026-11-21T10:00:00Z"),
        Arguments.of("2027-03-27", "2026-10-24T23:30:00Z"),
        Arguments.of("2027-10-30", "2027-03-27T23:30:00.001Z"),
        Arguments.of("2028-02-29", "2028-02-28T23:59:59.999Z"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void noQuestionShowsARecordFromItsInstantOn(String ballot, Instant start) {
    Object secret = Objects.requireNonNull(aws.properties("signup").get("peppers.secret"));
    Attic attic = new Attic(aws, Map.of("ballots", ballot, "peppers.secret", secret));
    for (Kind kind : kinds()) {
      // What an answer's time counts from is the end of its event, three hours after the start.
      Instant from = kind.rule() == RetentionRule.ANSWERS ? start.plus(Duration.ofHours(3)) : start;
      Instant due = kind.rule().from(from).in(attic.bean(Campaign.class));
      for (int millis : new int[] {-1, 0, 1}) {
        aws.clock().set(start);
        List<BooleanSupplier> questions = kind.maker().make(attic);
        aws.clock().set(due.plusMillis(millis));
        for (int i = 0; i < questions.size(); i++) {
          assertEquals(
              millis < 0,
              questions.get(i).getAsBoolean(),
              kind.name() + ", question " + (i + 1) + ", " + millis + " ms of " + due);
        }
      }
    }
  }

  /** A session used every day lasts no longer than its absolute limit. */
  @Test
  void aSessionUsedEveryDayEndsAllTheSame() {
    Attic attic = new Attic(aws);
    Instant start = attic.now();
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    String token = attic.opened(attic.bean(Members.class).account(person.id()).orElseThrow());
    for (int day = 29; day < 180; day += 29) {
      aws.clock().set(start.plus(Duration.ofDays(day)));
      assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.SignedIn, "day " + day);
    }
    aws.clock().set(start.plus(Duration.ofDays(180)).minusMillis(1));
    assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.SignedIn);
    aws.clock().set(start.plus(Duration.ofDays(180)));
    assertTrue(attic.bean(Sessions.class).holder(token) instanceof Holder.Nobody);
  }

  /** Those without a question are told, so that a new rule must be thought about here. */
  @Test
  void everyRuleIsAskedAbout() {
    Set<RetentionRule> asked = EnumSet.noneOf(RetentionRule.class);
    kinds().forEach(kind -> asked.add(kind.rule()));
    // The test above.
    asked.add(RetentionRule.SESSION);
    // Asked about in functions/account (changed address) and wherever a POST is repeated.
    asked.add(RetentionRule.FORMER_ADDRESS);
    // Numbers of a day, which functions/mailer asks about.
    asked.add(RetentionRule.MAIL_COUNT);
    asked.add(RetentionRule.IDEMPOTENCY);
    // Files in the bucket, which functions/photos and the end of the campaign ask about.
    asked.add(RetentionRule.PHOTO_UPLOAD);
    asked.add(RetentionRule.PHOTO);
    // Never shown to anybody: a note to the purge, a file in the bucket, a backup.
    asked.add(RetentionRule.ERASURE);
    asked.add(RetentionRule.IMPORT_FILE);
    asked.add(RetentionRule.KEY_BACKUP);
    assertEquals(EnumSet.allOf(RetentionRule.class), asked);
  }

  private static EmailAddress address() {
    return new EmailAddress(RandomId.next() + "@example.org");
  }

  private static List<BooleanSupplier> codeRequest(Attic attic) {
    CodeRequests codes = attic.bean(CodeRequests.class);
    String request = codes.ask(address()).request();
    return List.of(
        () -> codes.address(request).isPresent(),
        () -> codes.draw(Sessions.sha256(request), 1, "12345678").isPresent(),
        () -> codes.attempt(request, "00000000") instanceof CodeRequests.Try.Wrong);
  }

  private static List<BooleanSupplier> verified(Attic attic) {
    Sessions sessions = attic.bean(Sessions.class);
    Sessions.Opening opening = sessions.open(address(), true);
    attic.store.write(opening.write());
    String token = opening.token().value();
    return List.of(
        () -> sessions.idBehind(token).isPresent(),
        () -> sessions.holder(token) instanceof Holder.Verified);
  }

  private static List<BooleanSupplier> session(Attic attic) {
    Sessions sessions = attic.bean(Sessions.class);
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    String token = attic.opened(attic.bean(Members.class).account(person.id()).orElseThrow());
    // The last question prolongs it, so it comes last.
    return List.of(
        () -> sessions.idBehind(token).isPresent(),
        () -> sessions.holder(token) instanceof Holder.SignedIn);
  }

  private static List<BooleanSupplier> quota(Attic attic) {
    Quotas quotas = attic.bean(Quotas.class);
    EmailAddress address = address();
    quotas.take(Quotas.Use.CODES_PER_ADDRESS, address, 1);
    return List.of(
        () ->
            quotas.take(Quotas.Use.CODES_PER_ADDRESS, address, 1)
                instanceof Quotas.Verdict.Exhausted);
  }

  private static List<BooleanSupplier> member(Attic attic, Set<Purpose> granted) {
    Members members = attic.bean(Members.class);
    Keys keys = attic.bean(Keys.class);
    Person person = attic.person(granted);
    String id = person.id();
    return List.of(
        () -> members.find(id).isPresent(),
        () -> members.account(id).isPresent(),
        () -> members.findAll(List.of(id)).containsKey(id),
        () -> !members.accounts(List.of(id)).isEmpty(),
        () -> members.withIdentity(List.of(person.identity())).isPresent(),
        () -> !members.receipts(id).isEmpty(),
        () -> keys.find(new Owner.Member(id)).isPresent(),
        () -> !keys.findAll(List.of(new Owner.Member(id))).isEmpty());
  }

  private static List<BooleanSupplier> endorsement(Attic attic) {
    Endorsements endorsements = attic.bean(Endorsements.class);
    String hash = Sessions.sha256(RandomId.next());
    endorsements.putAll(
        List.of(
            new Endorsements.Endorsement(
                hash, Endorsements.Basis.ENDORSER, attic.now(), "test", "activation-1")));
    return List.of(
        () -> endorsements.isEligible(List.of(hash)),
        () -> endorsements.known(List.of(hash)).contains(hash));
  }

  private static List<BooleanSupplier> suppression(Attic attic) {
    Suppressions suppressions = attic.bean(Suppressions.class);
    String hash = Sessions.sha256(RandomId.next());
    attic.store.transact(Suppressions.put(hash, attic.now()));
    return List.of(
        () -> suppressions.isSuppressed(hash),
        () -> suppressions.suppressed(List.of(hash)).contains(hash));
  }

  private static List<BooleanSupplier> event(Attic attic) {
    Events events = attic.bean(Events.class);
    Event event = attic.event(attic.person(), 5, Duration.ofDays(700));
    EventListing.Search search =
        new EventListing.Search(
            null, 0, event.startsAt(), null, event.startsAt(), null, false, null, 100);
    return List.of(
        () -> events.find(event.id()).isPresent(),
        () -> events.exists(event.id()),
        () ->
            attic.bean(EventListing.class).find(search).events().stream()
                .anyMatch(listed -> listed.id().equals(event.id())));
  }

  private static List<BooleanSupplier> answers(Attic attic) {
    Answers answers = attic.bean(Answers.class);
    Person guest = attic.person();
    Person waiting = attic.person();
    Event event = attic.event(attic.person(), 1, Duration.ofHours(1));
    answers.answer(event, guest.id(), 0);
    answers.answer(event, waiting.id(), 0);
    return List.of(
        () -> answers.find(event.id(), guest.id()).isPresent(),
        () -> answers.find(event.id(), waiting.id()).isPresent(),
        () -> !answers.of(guest.id()).isEmpty(),
        () -> !answers.attendees(event).isEmpty(),
        () -> !answers.waiting(event).isEmpty(),
        () -> !answers.queue(event).isEmpty());
  }

  private static List<BooleanSupplier> notice(Attic attic) {
    Notices notices = attic.bean(Notices.class);
    String report = attic.report();
    return List.of(
        () -> notices.find(report).isPresent(),
        () -> notices.reporter(report).isPresent(),
        () ->
            notices.open(1000, null).notices().stream().anyMatch(open -> open.id().equals(report)),
        () -> attic.bean(Keys.class).find(new Owner.Reporter(report)).isPresent());
  }

  private static List<BooleanSupplier> decided(Attic attic) {
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
        () -> decisions.find(decision.id()).isPresent(),
        () -> decisions.find(report, decision.id()).isPresent());
  }

  private static List<BooleanSupplier> request(Attic attic) {
    RightsRequests requests = attic.bean(RightsRequests.class);
    String id = RandomId.next();
    requests.file(id, Subject.OTHER, new RightsRequests.Letter(address(), "Une question."));
    return List.of(
        () -> requests.find(id).isPresent(),
        () -> requests.letter(id).isPresent(),
        () -> requests.open(1000).stream().anyMatch(open -> open.id().equals(id)));
  }

  private static List<BooleanSupplier> auditLine(Attic attic) {
    Audit audit = attic.bean(Audit.class);
    Instant at = attic.now();
    String mark = RandomId.next();
    audit.add(new Audit.Act(at, "Moderator/test", "look", Map.of("mark", mark), null));
    LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
    return List.of(
        () ->
            audit.lines(day, at, at.plusMillis(1), 1000, Audit.startOf(day)).acts().stream()
                .anyMatch(act -> mark.equals(act.about().get("mark"))));
  }

  private static List<BooleanSupplier> message(Attic attic) {
    String member = RandomId.next();
    attic
        .bean(Outbox.class)
        .queue(
            new Outbox.Message(
                Outbox.Kind.WELCOME,
                new Outbox.Recipient.Member(member),
                member,
                Map.of(),
                attic.now()));
    return List.of(
        () -> attic.bean(Outbox.class).find("welcome-" + Sessions.sha256(member)).isPresent());
  }

  /** The replay reads it, and only while a backup may hold whom it names. */
  private static List<BooleanSupplier> journal(Attic attic) {
    List<BooleanSupplier> questions = new ArrayList<>();
    attic.store.removeAll(
        attic.aws.scan("JOURNAL_TABLE").stream()
            .map(item -> new Key(Table.JOURNAL, Attic.text(item, "pk"), Attic.text(item, "sk")))
            .toList());
    attic.store.write(Journal.erased("ab".repeat(32), RandomId.next(), attic.now()));
    questions.add(() -> attic.replay(true).lines() == 1);
    return questions;
  }
}
