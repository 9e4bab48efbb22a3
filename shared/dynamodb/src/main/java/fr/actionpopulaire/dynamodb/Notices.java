package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices: what was reported, and, sealed with a key of its own, by whom.
 *
 * <pre>
 * RP#&lt;report&gt; / N   target, ground, explanation, danger, receivedAt (text, sorts the queue),
 *                   department, status open|decided, open ("report", only while open), decision,
 *                   reporterName, reporterEmail, reporterHash (sealed)
 * </pre>
 *
 * <p>A notice has an expiry row of kind {@value #KIND}. The index {@code OpenReports} holds the
 * open ones, oldest first. What else is known about the same thing is found by {@link
 * ReportedThings}.
 */
@Singleton
public final class Notices {

  private static final String PREFIX = "RP#";

  /** The kind of a notice's expiry row. */
  public static final String KIND = "report";

  static final Query.Index OPEN = new Query.Index("OpenReports", "open", "receivedAt");
  private static final String QUEUE = "report";

  private final Store store;
  private final Keys keys;
  private final Clock clock;

  Notices(Store store, Keys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /** Who reported, as far as they said. */
  public record Reporter(@Nullable String name, @Nullable EmailAddress email) {

    /** Never who. */
    @Override
    public String toString() {
      return "Reporter[…]";
    }
  }

  /** Some open notices, and where the queue goes on. */
  public record Queue(List<Notice> notices, Query.@Nullable Position next) {}

  /** What receiving a notice writes, with its reporter sealed by a new key. */
  public static List<Write> file(Notice notice, Reporter reporter) {
    return file(notice, reporter, null);
  }

  /** The same with the hash {@link Misuses} knows the reporter by, sealed too. */
  public static List<Write> file(Notice notice, Reporter reporter, @Nullable String hash) {
    List<Write> writes = new ArrayList<>();
    Attributes attributes =
        Attributes.none()
            .text("target", notice.target().path())
            .text("ground", notice.ground().code())
            .text("explanation", notice.explanation())
            .flag("danger", notice.danger())
            .text("receivedAt", SortableInstant.of(notice.receivedAt()))
            .text("department", notice.department())
            .text("status", "open")
            .text("open", QUEUE);
    if (reporter.name() != null || reporter.email() != null) {
      PersonKey key = PersonKey.random();
      EmailAddress email = reporter.email();
      String address = email == null ? null : email.value();
      attributes
          .bytes("reporterName", sealed(key, reporter.name(), notice.id(), "name"))
          .bytes("reporterEmail", sealed(key, address, notice.id(), "email"))
          .bytes("reporterHash", sealed(key, hash, notice.id(), "hash"));
      writes.add(Keys.create(new Owner.Reporter(notice.id()), key, notice.deadline()));
    }
    writes.add(
        Write.put(new Item(key(notice.id()), notice.deadline(), attributes), Condition.absent()));
    writes.add(
        Write.put(
            ExpiryBucket.row(Table.MODERATION, notice.deadline(), KIND, notice.id()),
            Condition.none()));
    writes.add(ReportedThings.put(notice, null, notice.deadline()));
    if (notice.danger()) {
      writes.add(Escalations.open(notice));
    }
    return writes;
  }

  private static byte @Nullable [] sealed(
      PersonKey key, @Nullable String text, String report, String attribute) {
    return text == null ? null : key.seal(text, context(report, attribute));
  }

  /** The notice of a report. */
  public Optional<Notice> find(String report) {
    return store.get(key(report)).map(Notices::notice);
  }

  /** Who sent it, if they said and their key still exists: two reads. */
  public Optional<Reporter> reporter(String report) {
    Row row = store.get(key(report)).orElse(null);
    if (row == null) {
      return Optional.empty();
    }
    return keys.find(new Owner.Reporter(report)).map(key -> open(row, key, report));
  }

  /** The hash of the reporter's address as sealed; empty when they left none. Two reads. */
  Optional<String> reporterHash(String report) {
    Row row = store.get(key(report)).filter(found -> found.has("reporterHash")).orElse(null);
    return row == null
        ? Optional.empty()
        : keys.find(new Owner.Reporter(report))
            .flatMap(key -> unsealed(row, key, report, "reporterHash", "hash"));
  }

  private static Reporter open(Row row, PersonKey key, String report) {
    return new Reporter(
        unsealed(row, key, report, "reporterName", "name").orElse(null),
        unsealed(row, key, report, "reporterEmail", "email")
            .flatMap(EmailAddress::parse)
            .orElse(null));
  }

  private static Optional<String> unsealed(
      Row row, PersonKey key, String report, String stored, String attribute) {
    byte[] bytes = row.bytesOrNull(stored);
    return bytes == null ? Optional.empty() : key.open(bytes, context(report, attribute));
  }

  /** A page of the open notices, oldest first; without anybody's identity, in one request. */
  public Queue open(int limit, Query.@Nullable Position after) {
    Page page =
        store.query(Query.all(Table.MODERATION, QUEUE).through(OPEN).atMost(limit).after(after));
    return new Queue(page.rows().stream().map(Notices::notice).toList(), page.next());
  }

  /** Where the queue goes on after a notice. */
  public static Query.Position after(String report, Instant receivedAt) {
    Key key = key(report);
    return new Query.Position(key.pk(), key.sk(), SortableInstant.of(receivedAt));
  }

  /** When the notice at a position of the queue was received. */
  public static Instant receivedAt(Query.Position position) {
    return Instant.parse(Objects.requireNonNull(position.indexSort()));
  }

  /** The report at a position of the queue. */
  public static String reportAt(Query.Position position) {
    return position.pk().substring(PREFIX.length());
  }

  /**
   * What deciding a notice changes in it: it leaves the queue, and all that hangs on it takes its
   * deadline from the decision. The first write is refused when the notice has been decided, or has
   * expired, meanwhile.
   */
  static List<Write> decided(Notice notice, String decision, Deadline deadline, Instant now) {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            key(notice.id()),
            "SET #status = :decided, #decision = :decision, #expiresAt = :expiresAt REMOVE #open",
            Attributes.none()
                .text("decided", "decided")
                .text("decision", decision)
                .and(Item.deadlineAttributes(Table.MODERATION, deadline)),
            Condition.of(
                "#status = :open AND #expiresAt > :now",
                Attributes.none().text("open", "open").instant("now", now))));
    writes.addAll(moved(notice, decision, deadline));
    return writes;
  }

  /**
   * What deciding an appeal changes in its notice: which decision holds, and the deadline of all
   * that hangs on it. The first write is refused when another decision holds meanwhile, or the
   * notice has expired.
   */
  static List<Write> redecided(Notice notice, String held, Decision taken, Deadline deadline) {
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            key(notice.id()),
            "SET #decision = :decision, #expiresAt = :expiresAt",
            Attributes.none()
                .text("decision", taken.id())
                .and(Item.deadlineAttributes(Table.MODERATION, deadline)),
            Condition.of(
                "#decision = :held AND #expiresAt > :now",
                Attributes.none().text("held", held).instant("now", taken.decidedAt()))));
    writes.addAll(moved(notice, taken.id(), deadline));
    return writes;
  }

  /** What takes another deadline with its notice. */
  private static List<Write> moved(Notice notice, String decision, Deadline deadline) {
    List<Write> writes =
        new ArrayList<>(
            ExpiryBucket.move(Table.MODERATION, notice.deadline(), deadline, KIND, notice.id()));
    if (notice.identified()) {
      writes.add(Keys.prolong(new Owner.Reporter(notice.id()), deadline));
    }
    writes.add(ReportedThings.put(notice, decision, deadline));
    if (notice.danger()) {
      writes.add(Escalations.prolong(notice, deadline));
    }
    return writes;
  }

  /** The deadline of a notice that may have expired; empty when it is gone. */
  public Optional<Deadline> deadlineEvenExpired(String report) {
    return store.getEvenExpired(key(report)).flatMap(Row::deadline);
  }

  /**
   * Deletes an expired report with its decision and appeals, the reporter's key first and the
   * notice last, so that an interrupted deletion is found again. Does nothing while the notice is
   * alive. The expiry row is left to whoever reads it.
   *
   * @return how many items were deleted
   */
  public int deleteExpired(String report) {
    Row notice = store.getEvenExpired(key(report)).orElse(null);
    Instant now = clock.instant();
    if (notice == null || !hasExpired(notice, now)) {
      return 0;
    }
    store.write(Keys.shred(new Owner.Reporter(report)));
    int deleted = 0;
    for (Row row : store.queryAll(Query.all(Table.MODERATION, key(report).pk()).evenExpired())) {
      if (!row.sk().equals(key(report).sk())) {
        for (Key pointer : Decisions.pointers(row)) {
          store.write(Write.remove(pointer, Condition.none()));
          deleted++;
        }
        store.write(Write.remove(new Key(Table.MODERATION, row.pk(), row.sk()), Condition.none()));
        deleted++;
      }
    }
    store.write(
        Write.remove(
            ReportedThings.key(new Target(notice.text("target")), report), Condition.none()));
    store.write(
        Write.remove(
            key(report),
            Condition.of("#expiresAt <= :now", Attributes.none().instant("now", now))));
    return deleted + 2;
  }

  private static boolean hasExpired(Row notice, Instant now) {
    return notice.has(Item.EXPIRES_AT) && !now.isBefore(notice.instant(Item.EXPIRES_AT));
  }

  static Notice notice(Row row) {
    return new Notice(
        row.pk().substring(3),
        new Target(row.text("target")),
        Ground.of(row.text("ground")).orElse(Ground.OTHER),
        row.text("explanation"),
        row.flag("danger"),
        Instant.parse(row.text("receivedAt")),
        row.has("reporterName") || row.has("reporterEmail"),
        row.has("reporterEmail"),
        row.deadline().orElseThrow(),
        row.textOrNull("decision"),
        row.textOrNull("department"));
  }

  static Key key(String report) {
    return new Key(Table.MODERATION, PREFIX + report, "N");
  }

  private static String context(String report, String attribute) {
    return "Moderation|RP#" + report + "|" + attribute;
  }

  /** When a notice received now must be gone unless somebody decides it. */
  public static Deadline deadline(Instant receivedAt) {
    return RetentionRule.OPEN_NOTICE.from(receivedAt);
  }
}
