package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.transparency.Figure;
import fr.actionpopulaire.domain.transparency.HalfYear;
import fr.actionpopulaire.domain.transparency.TransparencyReport;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was published of moderation, one report a half-year: figures as they may be told, and none
 * of those that may not.
 *
 * <pre>
 * TR#ALL / 2026-2   publishedAt (text), correctedAt (text, once it was counted anew),
 *                   figures (map of codes)
 * </pre>
 *
 * <p>A report has an expiry row of kind {@value #KIND}.
 */
@Singleton
public final class TransparencyReports {

  /** The kind of a report's expiry row. */
  public static final String KIND = "transparency";

  private static final String PARTITION = "TR#ALL";

  private final Store store;
  private final Clock clock;

  TransparencyReports(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Every report, the newest first, in one query. */
  public List<TransparencyReport> all() {
    return store
        .queryAll(Query.all(Table.MODERATION, PARTITION).newestFirst().eventually())
        .stream()
        .flatMap(row -> report(row).stream())
        .toList();
  }

  /** The report of a half-year: one read. */
  public Optional<TransparencyReport> find(HalfYear half) {
    return store.get(key(half.code())).flatMap(TransparencyReports::report);
  }

  /** What publishing a report writes; the first write is refused when there is one already. */
  public static List<Write> publish(TransparencyReport report) {
    return List.of(
        Write.put(item(report), Condition.absent()),
        Write.put(
            ExpiryBucket.row(Table.MODERATION, deadline(report), KIND, report.half().code()),
            Condition.none()));
  }

  /**
   * What putting a report in the place of the one published before writes; it is kept no longer.
   */
  public static List<Write> correct(TransparencyReport report) {
    return List.of(Write.put(item(report), Condition.present()));
  }

  /** The deadline of a report that may have expired; empty when it is gone. */
  public Optional<Deadline> deadlineEvenExpired(String half) {
    return store.getEvenExpired(key(half)).flatMap(Row::deadline);
  }

  /** Deletes an expired report; the expiry row is left to whoever reads it. */
  public boolean deleteExpired(String half) {
    return store
            .write(
                Write.remove(
                    key(half),
                    Condition.of(
                        "#expiresAt <= :now", Attributes.none().instant("now", clock.instant()))))
            .isWritten()
        || deadlineEvenExpired(half).isEmpty();
  }

  private static Item item(TransparencyReport report) {
    Attributes figures = Attributes.none();
    report.figures().forEach((code, figure) -> figures.text(code, figure.code()));
    Instant corrected = report.correctedAt();
    return new Item(
        key(report.half().code()),
        deadline(report),
        Attributes.none()
            .text("publishedAt", report.publishedAt().toString())
            .text("correctedAt", corrected == null ? null : corrected.toString())
            .map("figures", figures));
  }

  private static Deadline deadline(TransparencyReport report) {
    return RetentionRule.TRANSPARENCY.from(report.publishedAt());
  }

  private static Optional<TransparencyReport> report(Row row) {
    return HalfYear.parse(row.sk())
        .map(
            half -> {
              Map<String, Figure> figures = new HashMap<>();
              Row stored = row.map("figures");
              stored
                  .attributes()
                  .keySet()
                  .forEach(
                      code ->
                          Figure.of(stored.text(code))
                              .ifPresent(figure -> figures.put(code, figure)));
              @Nullable String corrected = row.textOrNull("correctedAt");
              return new TransparencyReport(
                  half,
                  Instant.parse(row.text("publishedAt")),
                  corrected == null ? null : Instant.parse(corrected),
                  figures);
            });
  }

  private static Key key(String half) {
    return new Key(Table.MODERATION, PARTITION, half);
  }
}
