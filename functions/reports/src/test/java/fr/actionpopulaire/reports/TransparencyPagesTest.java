package fr.actionpopulaire.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.Subject;
import fr.actionpopulaire.domain.transparency.Tally;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import fr.actionpopulaire.dynamodb.TransparencyReports;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published figures, for anybody: as a page and as a table for programs. */
@EmbeddedAwsTest
@Tag("C10")
class TransparencyPagesTest {

  private static final HalfYear HALF = new HalfYear(2026, 1);

  private final TestAws aws;
  private final Scene scene;

  TransparencyPagesTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private static Tally tally() {
    Tally tally = new Tally();
    for (int i = 0; i < 12; i++) {
      tally.add(Subject.NOTICES_BY_GROUND, "privacy");
      tally.add(Subject.NOTICES_BY_TARGET, "event");
      tally.decidedAfter(Duration.ofHours(30));
    }
    for (int i = 0; i < 4; i++) {
      tally.add(Subject.DANGERS);
      tally.add(Subject.APPEALS_BY_PARTY, "author");
    }
    for (int i = 0; i < 5; i++) {
      tally.add(Subject.SETTLED);
      tally.add(Subject.DECISIONS_BY_MEASURE, "none");
      tally.add(Subject.DECISIONS_BY_MEASURE, "warn");
    }
    return tally;
  }

  private void publish(HalfYear half, Tally tally) {
    TransparencyReport report =
        new TransparencyReport(half, Instant.parse("2026-07-01T00:07:00Z"), null, tally.figures());
    scene.store.transact(TransparencyReports.publish(report));
  }

  @Test
  void everybodyReadsThemAsAPageAndAsCsv() {
    publish(HALF, tally());
    publish(new HalfYear(2025, 2), new Tally());
    aws.meter().reset();
    Response all = scene.page("/transparence");
    assertEquals(Map.of("Query", 1), aws.meter().byOperation());
    assertEquals(0.5, aws.meter().readUnits());
    assertEquals(200, all.status());
    assertTrue(all.body().contains("href=\"/transparence/2026-1\""));
    assertFalse(all.body().contains("2025-2"), "nothing happened in it");
    assertFalse(all.header("x-robots-tag").isPresent(), "for everybody");

    aws.meter().reset();
    Response page = scene.page("/transparence/2026-1");
    assertEquals(Map.of("GetItem", 1), aws.meter().byOperation());
    assertEquals(1.0, aws.meter().readUnits());
    assertEquals(200, page.status());
    assertTrue(page.body().contains("premier semestre 2026"));
    assertTrue(page.body().contains("mercredi 1er juillet 2026"));
    assertTrue(page.body().contains("href=\"/transparence/2026-1.csv\""));
    assertTrue(
        page.body().contains("<td>Atteinte à la vie privée</td><td>n.\u00a0c.</td>"), page.body());
    assertTrue(
        page.body().contains("<td>Publicité ou répétition abusive</td><td>&lt;\u00a05</td>"));

    Response csv = scene.get("/transparence/2026-1.csv");
    assertEquals(200, csv.status());
    assertEquals(
        "text/csv; charset=utf-8; header=present", csv.header("content-type").orElseThrow());
    assertEquals(
        "attachment; filename=\"transparence-2026-1.csv\"",
        csv.header("content-disposition").orElseThrow());
    List<String> lines = List.of(csv.body().split("\r\n", -1));
    assertEquals("semestre,rubrique,détail,valeur", lines.getFirst());
    assertEquals("", lines.getLast(), "the last line ends too");
    assertTrue(lines.contains("2026-1,\"Signalements reçus, par motif\",total,12"));
    assertTrue(
        lines.contains("2026-1,\"Signalements reçus, par motif\",Contenu illégal,<\u00a05"),
        csv.body());
    assertTrue(
        lines.contains(
            "2026-1,Signalements d’une menace pour la vie ou la sécurité,total,<\u00a05"));
    assertTrue(lines.contains("2026-1,Autres signalements réglés par une même décision,total,5"));
    assertTrue(lines.contains("2026-1,\"Recours reçus, par partie\",total,<\u00a05"));
    assertTrue(
        lines.contains("2026-1,\"Délais médians, en heures\",du signalement à la décision,30"));
    assertTrue(
        lines.contains("2026-1,\"Délais médians, en heures\",du recours à son issue,n.\u00a0c."));
    int parts = Subject.values().length + 2;
    for (Subject subject : Subject.values()) {
      parts += subject.parts().size();
    }
    assertEquals(parts + 2, lines.size(), "headings, each figure, the end");
    assertFalse(csv.body().replace("\r\n", "").contains("\n"));
    assertTrue(lines.stream().allMatch(line -> line.isEmpty() || cells(line) == 4), csv.body());
  }

  private static long cells(String line) {
    return line.replaceAll("\"[^\"]*\"", "").chars().filter(c -> c == ',').count() + 1;
  }

  @Test
  void aCorrectionSaysThatItIsOneAndWhen() {
    Instant published = Instant.parse("2026-07-01T00:07:00Z");
    TransparencyReport corrected =
        new TransparencyReport(
            new HalfYear(2024, 2),
            published,
            Instant.parse("2026-08-15T09:00:00Z"),
            tally().figures());
    scene.store.transact(TransparencyReports.publish(corrected));
    Response page = scene.page("/transparence/2024-2");
    assertTrue(page.body().contains("corrigé le samedi 15 août 2026"), page.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-1",
        "2023-1.csv",
        "2026-3",
        "2025-2",
        "2025-2.csv",
        "x",
        ".csv",
        "2026-1.pdf"
      })
  void whatIsNotPublishedIsNotFound(String name) {
    publish(HALF, tally());
    publish(new HalfYear(2025, 2), new Tally());
    Response answer = scene.page("/transparence/" + name);
    assertEquals(404, answer.status());
    assertTrue(answer.body().contains("pas de rapport de ce semestre"));
  }
}
