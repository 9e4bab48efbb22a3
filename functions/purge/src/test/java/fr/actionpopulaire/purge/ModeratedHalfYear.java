package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.report.Basis;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Measure;
import fr.actionpopulaire.domain.report.Redress.Party;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.report.Term;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Appeals;
import fr.actionpopulaire.dynamodb.CaseFile;
import fr.actionpopulaire.dynamodb.CaseFiles;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices, decisions and appeals drawn by lot around a half-year, stored as the functions store
 * them; and, apart from that, a list of what happened, which can be counted by hand.
 */
final class ModeratedHalfYear {

  /** One thing that happened: {@code notices-by-ground/spam}, {@code hours/decision}… */
  record Act(String what, Instant at, Duration after) {}

  private static final List<Measure> MEASURES =
      List.of(Measure.NONE, Measure.WARN, Measure.HIDE_EVENT, Measure.HIDE_TEXT);

  private final Attic attic;
  private final Random random;
  private final HalfYear half;
  private final Instant now;
  private final List<Act> acts = new ArrayList<>();

  /**
   * @param now the instant after which nothing happens
   */
  ModeratedHalfYear(Attic attic, long seed, HalfYear half, Instant now) {
    this.attic = attic;
    this.random = new Random(seed);
    this.half = half;
    this.now = now;
  }

  /** How often each thing happened within the half-year. */
  Map<String, Long> counted() {
    return inHalf().collect(Collectors.groupingBy(Act::what, Collectors.counting()));
  }

  List<Duration> lengths(String what) {
    return inHalf().filter(act -> act.what().equals(what)).map(Act::after).toList();
  }

  private java.util.stream.Stream<Act> inHalf() {
    return acts.stream()
        .filter(act -> !act.at().isBefore(half.start()) && act.at().isBefore(half.end()));
  }

  private void happened(String what, Instant at) {
    happened(what, at, Duration.ZERO);
  }

  private void happened(String what, Instant at, Duration after) {
    acts.add(new Act(what, at, after));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Instant within(Instant from, Duration most) {
    return from.plusMillis(1 + random.nextLong(most.toMillis())).truncatedTo(ChronoUnit.MILLIS);
  }

  private void write(List<Write> writes) {
    assertTrue(attic.store.transact(writes).isWritten());
  }

  void draw(int files) {
    Instant first = half.start().minus(Duration.ofDays(140));
    @Nullable Decision other = null;
    for (int i = 0; i < files; i++) {
      Decision decision = file(within(first, Duration.between(first, now)), other);
      other = decision == null || random.nextBoolean() ? other : decision;
    }
  }

  /** A notice received at an instant, and what may come of it. */
  private @Nullable Decision file(Instant received, @Nullable Decision other) {
    Notice notice = notice(received);
    Instant decided = within(received, Duration.ofDays(random.nextInt(60) + 1L));
    if (random.nextInt(5) == 0 || decided.isAfter(now)) {
      return null;
    }
    Decision decision =
        other != null && random.nextInt(4) == 0
            ? settled(other, notice, decided)
            : decided(notice, decided);
    Instant later = within(decided, Duration.ofDays(random.nextInt(150) + 1L));
    switch (random.nextInt(4)) {
      case 0 -> {
        for (Party party : Party.values()) {
          appealed(decision, party, later);
        }
      }
      case 1 -> appealed(decision, one(List.of(Party.values())), later);
      case 2 -> takenBack(decision, later);
      default -> {}
    }
    return decision;
  }

  private Notice notice(Instant received) {
    Ground ground = one(List.of(Ground.values()));
    boolean event = random.nextInt(3) > 0;
    boolean danger = random.nextInt(4) == 0;
    Notice notice =
        new Notice(
            RandomId.next(),
            new Target(event ? "/evenements/" + RandomId.next() : "/sources"),
            ground,
            "Une explication.",
            danger,
            received,
            false,
            false,
            Notices.deadline(received),
            null);
    write(Notices.file(notice, new Notices.Reporter(null, null)));
    happened("notices-by-ground/" + ground.code(), received);
    happened("notices-by-target/" + (event ? "event" : "page"), received);
    if (danger) {
      happened("dangers", received);
    }
    return notice;
  }

  private StatementOfReasons statement(Measure measure) {
    return new StatementOfReasons(
        measure,
        StatementOfReasons.EVERYWHERE,
        measure == Measure.NONE || measure == Measure.WARN
            ? new Term.Momentary()
            : new Term.Indefinite(),
        "Les faits.",
        random.nextInt(3) == 0,
        new Basis(one(List.of(Basis.Kind.values())), "article 4", "Une explication."));
  }

  private Decision decided(Notice notice, Instant at) {
    StatementOfReasons statement = statement(one(MEASURES));
    Decision decision =
        new Decision(
            RandomId.next(),
            notice.id(),
            notice.target(),
            statement,
            at,
            RandomId.next(),
            new Actor("Moderator", "jo"));
    write(Decisions.decide(notice, decision));
    happened("decisions-by-measure/" + statement.measure().code(), at);
    happened("decisions-by-basis/" + statement.basis().kind().code(), at);
    happened("decisions-by-means/" + (statement.automated() ? "automated" : "human"), at);
    happened("hours/decision", at, Duration.between(notice.receivedAt(), at));
    return decision;
  }

  private Decision settled(Decision other, Notice notice, Instant at) {
    Decision decision = other.settling(notice, RandomId.next(), at);
    write(Decisions.decide(notice, decision));
    happened("settled", at);
    happened("hours/decision", at, Duration.between(notice.receivedAt(), at));
    return decision;
  }

  private CaseFile read(String report) {
    return attic.bean(CaseFiles.class).find(report).orElseThrow();
  }

  private void appealed(Decision decision, Party party, Instant at) {
    if (at.isAfter(now)) {
      return;
    }
    Appeal appeal =
        new Appeal(
            RandomId.next(),
            decision.report(),
            decision.id(),
            decision.first(),
            party,
            "Une raison.",
            at,
            null);
    write(Appeals.file(appeal, decision));
    happened("appeals-by-party/" + party.code(), at);
    Instant answered = within(at, Duration.ofDays(random.nextInt(40) + 1L));
    if (random.nextInt(4) > 0 && !answered.isAfter(now)) {
      Decision held = read(decision.report()).holding().orElseThrow();
      Measure measure = random.nextBoolean() ? held.statement().measure() : one(MEASURES);
      write(later(held, appeal, measure, answered));
      happened(
          "appeals-by-outcome/" + (measure == held.statement().measure() ? "upheld" : "reversed"),
          answered);
      happened("hours/appeal", answered, Duration.between(at, answered));
    }
  }

  private void takenBack(Decision decision, Instant at) {
    if (!at.isAfter(now)) {
      write(later(decision, null, Measure.NONE, at));
      happened("taken-back", at);
    }
  }

  private List<Write> later(Decision held, @Nullable Appeal appeal, Measure measure, Instant at) {
    Decision taken =
        new Decision(
            RandomId.next(),
            held.report(),
            held.target(),
            statement(measure),
            at,
            held.author(),
            new Actor("Moderator", "alex"),
            new Decision.OnAppeal(appeal == null ? null : appeal.id(), held.first(), held.since()),
            null,
            null,
            null);
    return CaseFiles.decide(read(held.report()), appeal, held, taken);
  }
}
