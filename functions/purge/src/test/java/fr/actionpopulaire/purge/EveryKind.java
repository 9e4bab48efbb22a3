package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.domain.transparency.Figure;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Journal;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Publications;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.purge.Attic.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Every kind of record that can be asked about, with the questions that show one. */
final class EveryKind {

  private EveryKind() {}

  /** Makes a record and returns the questions that show it. */
  interface Maker {
    List<BooleanSupplier> make(Attic attic);
  }

  record Kind(RetentionRule rule, String name, Maker maker) {}

  private static Kind kind(RetentionRule rule, String name, Maker maker) {
    return new Kind(rule, name, maker);
  }

  static List<Kind> kinds() {
    return List.of(
        kind(RetentionRule.CODE_REQUEST, "code request", EveryKind::codeRequest),
        kind(RetentionRule.VERIFIED_ADDRESS, "verified address", EveryKind::verified),
        kind(RetentionRule.SESSION_IDLE, "session", EveryKind::session),
        kind(RetentionRule.CALENDAR_LINK, "calendar link", EveryKind::calendarLink),
        kind(RetentionRule.QUOTA, "quota", EveryKind::quota),
        kind(RetentionRule.CLAIM, "claim", EveryKind::claim),
        kind(RetentionRule.MISUSE, "suspension of reporting", ReportQuestions::ofMisuse),
        kind(RetentionRule.PUBLICATIONS, "counted publications", EveryKind::publications),
        kind(RetentionRule.MEMBER, "member", attic -> member(attic, Set.of(Purpose.ACCOUNT))),
        kind(
            RetentionRule.MEMBER_WITH_REUSE,
            "member with re-use",
            attic -> member(attic, Set.of(Purpose.ACCOUNT, Purpose.REUSE))),
        kind(RetentionRule.ENDORSEMENT, "endorsement", EveryKind::endorsement),
        kind(RetentionRule.SUPPRESSION, "suppression", EveryKind::suppression),
        kind(RetentionRule.EVENT, "event", EveryKind::event),
        kind(RetentionRule.INVITATION, "invitation", SharedEvent::questions),
        kind(RetentionRule.MESSAGE, "relayed message", SharedEvent::messages),
        kind(RetentionRule.ANSWERS, "answers", AnswerQuestions::of),
        kind(RetentionRule.OPEN_NOTICE, "open notice", ReportQuestions::ofAnOpenOne),
        kind(RetentionRule.DECIDED_NOTICE, "decided notice", ReportQuestions::ofADecidedOne),
        kind(RetentionRule.TRANSPARENCY, "transparency report", EveryKind::transparency),
        kind(RetentionRule.RIGHTS_REQUEST, "request about data", EveryKind::request),
        kind(RetentionRule.AUDIT, "audit line", EveryKind::auditLine),
        kind(RetentionRule.LEDGER, "message", EveryKind::message),
        kind(RetentionRule.JOURNAL, "journal", EveryKind::journal));
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

  private static List<BooleanSupplier> calendarLink(Attic attic) {
    CalendarLinks links = attic.bean(CalendarLinks.class);
    Person person = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    String token = links.open(person.id());
    // The last question prolongs it, so it comes last.
    return List.of(
        () -> links.openedAt(person.id()).isPresent(), () -> links.reader(token).isPresent());
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

  private static List<BooleanSupplier> claim(Attic attic) {
    Target target = new Target("/evenements/" + RandomId.next());
    attic.store.write(Claims.take(target, new Actor("Moderator", "jo"), attic.now()));
    return List.of(
        () -> !attic.bean(Claims.class).on(List.of(target)).isEmpty(),
        () ->
            !attic
                .store
                .write(Claims.end(target, new Actor("Moderator", "alex"), attic.now()))
                .isWritten());
  }

  private static List<BooleanSupplier> publications(Attic attic) {
    Publications publications = attic.bean(Publications.class);
    String member = RandomId.next();
    if (publications.turn(member, 1, 1) instanceof Publications.Turn.Free(Write counted)) {
      attic.store.write(counted);
    }
    return List.of(() -> publications.turn(member, 1, 1) instanceof Publications.Turn.Exhausted);
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
        () -> events.department(event.id()).isPresent(),
        () ->
            attic.bean(EventListing.class).find(search).events().stream()
                .anyMatch(listed -> listed.id().equals(event.id())));
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

  private static List<BooleanSupplier> transparency(Attic attic) {
    TransparencyReports reports = attic.bean(TransparencyReports.class);
    HalfYear half = HalfYear.lastEnded(attic.now());
    // One made for another instant of this test may lie there.
    attic.store.write(
        Write.remove(new Key(Table.MODERATION, "TR#ALL", half.code()), Condition.none()));
    TransparencyReport report =
        new TransparencyReport(half, attic.now(), null, Map.of("dangers/total", new Figure.Few()));
    attic.store.transact(TransparencyReports.publish(report));
    return List.of(
        () -> reports.find(half).isPresent(),
        () -> reports.all().stream().anyMatch(one -> one.half().equals(half)));
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
