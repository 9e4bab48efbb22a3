package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.transparency.Disclosure;
import fr.actionpopulaire.domain.transparency.Figure;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Subject;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A half-year's report: what happened in it, counted from what is stored, published once. */
@EmbeddedAwsTest
@Tag("C10")
class PublishReportTest {

  private static final HalfYear HALF = new HalfYear(2026, 2);

  /** Late, so that something also happened after the half-year's end. */
  private static final Instant NOW = HALF.end().plus(Duration.ofDays(20));

  private final TestAws aws;
  private final Attic attic;

  PublishReportTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTables() {
    attic.empty();
  }

  private TransparencySummary run(Map<String, Object> payload) {
    return (TransparencySummary) Handler.run(attic.purge, payload);
  }

  private TransparencySummary publish() {
    return run(Map.of("transparency", true));
  }

  private Optional<TransparencyReport> report() {
    return attic.bean(TransparencyReports.class).find(HALF);
  }

  private ModeratedHalfYear drawn(long seed, int files) {
    ModeratedHalfYear drawn = new ModeratedHalfYear(attic, seed, HALF, NOW);
    aws.clock().set(NOW);
    drawn.draw(files);
    return drawn;
  }

  /** What the list of what happened says, apart from all that is stored. */
  private static Map<String, Figure> expected(ModeratedHalfYear drawn) {
    Map<String, Long> counted = drawn.counted();
    Map<String, Figure> expected = new HashMap<>();
    for (Subject subject : Subject.values()) {
      if (subject.parts().isEmpty()) {
        expected.put(
            subject.code() + "/total", Disclosure.count(counted.getOrDefault(subject.code(), 0L)));
        continue;
      }
      List<String> codes =
          subject.parts().stream().map(part -> subject.code() + "/" + part.code()).toList();
      Disclosure.Breakdown told =
          Disclosure.breakdown(codes.stream().map(code -> counted.getOrDefault(code, 0L)).toList());
      expected.put(subject.code() + "/total", told.total());
      for (int i = 0; i < codes.size(); i++) {
        expected.put(codes.get(i), told.parts().get(i));
      }
    }
    for (String of : List.of("decision", "appeal")) {
      expected.put("median-hours/" + of, Disclosure.medianHours(drawn.lengths("hours/" + of)));
    }
    return expected;
  }

  @Test
  @Tag("thorough")
  void itSaysWhatHappenedAndIsPublishedOnceAtItsCost() {
    ModeratedHalfYear drawn = drawn(20261231, 40);
    aws.meter().reset();
    assertEquals(new TransparencySummary("2026-2", "published"), publish());
    // From the day on which the half-year ended to that on which a notice of now would go.
    int days = 386;
    assertEquals(16 * days + 40, aws.meter().count("Query"));
    assertEquals(1, aws.meter().count("GetItem"));
    assertEquals(1, aws.meter().count("TransactWriteItems"));
    assertEquals(16 * days + 42, aws.meter().count());

    TransparencyReport published = report().orElseThrow();
    assertEquals(expected(drawn), published.figures());
    assertEquals(NOW, published.publishedAt());
    long told = published.figures().values().stream().filter(f -> f instanceof Figure.Told).count();
    assertTrue(told > 10, "positive control: there is something to compare");
    Row stored = new Row(attic.naming("MODERATION_TABLE", "TR#ALL").getFirst()).map("figures");
    for (String code : stored.attributes().keySet()) {
      assertTrue(
          code.startsWith("median") || stored.text(code).matches("few|withheld|[5-9]|\\d\\d+"),
          code + " " + stored.text(code));
    }

    aws.clock().set(NOW.plus(Duration.ofDays(1)));
    drawn(7, 5);
    aws.meter().reset();
    assertEquals(new TransparencySummary("2026-2", "known"), publish());
    assertEquals(Map.of("GetItem", 1), aws.meter().byOperation());
    assertEquals(published, report().orElseThrow());
    assertEquals(1, attic.naming("AUDIT_TABLE", "publish-transparency").size());
  }

  /** The count is a real one, so that who rehearses learns whether there is time for it. */
  @Test
  @Tag("thorough")
  void aDryRunCountsAndWritesNothing() {
    drawn(2, 5);
    var stored = Set.copyOf(aws.scan("MODERATION_TABLE"));
    aws.meter().reset();
    assertEquals(
        new TransparencySummary("2026-2", "would-publish"),
        run(Map.of("transparency", true, "dryRun", true)));
    assertEquals(Set.of("GetItem", "Query"), aws.meter().byOperation().keySet());
    assertEquals(Optional.empty(), report());
    assertEquals(stored, Set.copyOf(aws.scan("MODERATION_TABLE")));
    assertTrue(attic.naming("AUDIT_TABLE", "transparency").isEmpty());
    assertEquals(
        new TransparencySummary("2026-2", "unfinished"),
        Handler.run(
            attic.purge,
            Map.of("transparency", true, "dryRun", true),
            Attic.lasting(new AtomicInteger(), 0)));
  }

  @Test
  void aCountThatRanOutOfTimePublishesNothing() {
    drawn(1, 5);
    TransparencySummary summary =
        (TransparencySummary)
            Handler.run(
                attic.purge, Map.of("transparency", true), Attic.lasting(new AtomicInteger(), 0));
    assertEquals(new TransparencySummary("2026-2", "unfinished"), summary);
    assertEquals(Optional.empty(), report());
    assertTrue(attic.naming("AUDIT_TABLE", "transparency").isEmpty());
  }

  /** A correction as well, so that none prolongs a report's life. */
  @Test
  void itGoesFiveYearsAfterItWasPublished() {
    Map<String, Figure> figures = Map.of("dangers/total", new Figure.Few());
    TransparencyReport first = new TransparencyReport(HALF, HALF.end(), null, figures);
    assertTrue(attic.store.transact(TransparencyReports.publish(first)).isWritten());
    assertFalse(attic.store.transact(TransparencyReports.publish(first)).isWritten());
    TransparencyReport second = new TransparencyReport(HALF, HALF.end(), NOW, figures);
    assertTrue(attic.store.transact(TransparencyReports.correct(second)).isWritten());
    Instant due = Instant.parse("2031-12-31T23:00:00Z");
    attic.passTo(due.minusMillis(1));
    assertFalse(attic.purge().byKind().containsKey("transparency"));
    assertEquals(second, report().orElseThrow());
    attic.passTo(due);
    assertEquals(Optional.empty(), report());
    assertEquals(1, attic.purge().byKind().get("transparency"));
    assertTrue(attic.naming("MODERATION_TABLE", "2026-2").isEmpty());
    assertEquals(0, attic.purge().due());
  }

  @ParameterizedTest
  @Tag("thorough")
  @ValueSource(longs = {3, 5, 8})
  void manyFilesARunningHalfYearAndACorrection(long seed) {
    ModeratedHalfYear drawn = drawn(seed, 400);
    aws.clock().set(HALF.end().minusMillis(1));
    assertEquals("2026-1", publish().halfYear());
    assertEquals(Optional.empty(), report(), "it is not over");
    aws.clock().set(NOW);
    assertEquals("published", publish().outcome());
    assertEquals(expected(drawn), report().orElseThrow().figures());
    drawn.draw(200);
    aws.clock().set(NOW.plus(Duration.ofHours(1)));
    assertEquals("known", publish().outcome());
    TransparencyReport before = report().orElseThrow();
    assertEquals(
        new TransparencySummary("2026-2", "would-correct"),
        run(Map.of("transparency", true, "correct", true, "dryRun", true)));
    assertEquals(before, report().orElseThrow());
    assertEquals(
        new TransparencySummary("2026-2", "corrected"),
        run(Map.of("transparency", true, "correct", true)));
    TransparencyReport corrected = report().orElseThrow();
    assertEquals(expected(drawn), corrected.figures());
    assertEquals(NOW, corrected.publishedAt());
    assertEquals(NOW.plus(Duration.ofHours(1)), corrected.correctedAt());
    assertEquals(1, attic.naming("AUDIT_TABLE", "correct-transparency").size());
  }

  @Test
  @Tag("thorough")
  void aHalfYearWithoutAnythingIsCountedOnceAndNotTold() {
    aws.clock().set(NOW);
    assertEquals("published", publish().outcome());
    assertTrue(report().orElseThrow().isEmpty());
    assertEquals("known", publish().outcome());
  }
}
