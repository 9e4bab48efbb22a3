package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who of staff read or decided what, and what the machinery did on its own. Lines are added, never
 * changed; only the purge deletes them, and only expired ones.
 *
 * <pre>
 * A#&lt;yyyymmdd&gt; / &lt;instant&gt;#&lt;random&gt;   actor, action, about (map of ids and counts), reason
 * </pre>
 */
@Singleton
public final class Audit {

  private final Store store;
  private final Clock clock;

  Audit(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * One line.
   *
   * @param actor role and session of a member of staff ({@code Moderator/jo}), or {@code
   *     function:<name>} for what runs by itself
   * @param action what was done: {@code read-queue}, {@code decide}, {@code purge}…
   * @param about on what: ids, counts and codes, never a name or an address
   * @param reason why, when the actor had to say; {@code null} otherwise
   */
  public record Act(
      Instant at, String actor, String action, Map<String, String> about, @Nullable String reason) {

    public Act {
      about = Map.copyOf(about);
    }
  }

  /**
   * Lines of one day.
   *
   * @param stoppedAt sort key of the last line looked at, {@code null} when the day has no more
   */
  public record Lines(List<Act> acts, @Nullable String stoppedAt) {}

  /** The write that adds a line, for the transaction of what it tells of. */
  public static Write put(Act act) {
    Attributes about = Attributes.none();
    act.about().forEach(about::text);
    return Write.put(
        new Item(
            new Key(
                Table.AUDIT,
                partition(act.at().atOffset(ZoneOffset.UTC).toLocalDate()),
                SortableInstant.of(act.at()) + '#' + RandomId.next()),
            RetentionRule.AUDIT.from(act.at()),
            Attributes.none()
                .text("actor", act.actor())
                .text("action", act.action())
                .map("about", about)
                .text("reason", act.reason())),
        Condition.absent());
  }

  /** Adds a line. */
  public void add(Act act) {
    store.write(put(act));
  }

  /**
   * Lines of one UTC day, oldest first, in one request. There may be fewer than asked for before
   * the end, since expired ones are left out.
   *
   * @param from first instant wanted, inclusive
   * @param to last instant wanted, exclusive
   * @param after {@link #startOf} the day, or {@link Lines#stoppedAt} of an earlier call for it and
   *     the same instants
   */
  public Lines lines(LocalDate day, Instant from, Instant to, int limit, String after) {
    // A line's key goes on after the instant, so it sorts behind the bare instant.
    String behind = after + ' ';
    String first = SortableInstant.of(from);
    String start = first.compareTo(behind) < 0 ? behind : first;
    String end = SortableInstant.of(to);
    if (start.compareTo(end) > 0) {
      return new Lines(List.of(), null);
    }
    Page page =
        store.query(Query.all(Table.AUDIT, partition(day)).between(start, end).atMost(limit));
    Query.@Nullable Position stopped = page.next();
    return new Lines(
        page.rows().stream().map(Audit::act).toList(), stopped == null ? null : stopped.sk());
  }

  /** The place before the first line of a UTC day. */
  public static String startOf(LocalDate day) {
    return SortableInstant.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** How many lines of one UTC day have expired and are still there. */
  public int countExpired(LocalDate day) {
    Instant now = clock.instant();
    return (int)
        store.queryAll(Query.all(Table.AUDIT, partition(day)).evenExpired()).stream()
            .filter(row -> row.has(Item.EXPIRES_AT))
            .filter(row -> !now.isBefore(row.instant(Item.EXPIRES_AT)))
            .count();
  }

  /**
   * Deletes the expired lines of one UTC day, each on its own deadline.
   *
   * @return how many were deleted
   */
  public int deleteExpired(LocalDate day) {
    Instant now = clock.instant();
    int deleted = 0;
    for (Row row : store.queryAll(Query.all(Table.AUDIT, partition(day)).evenExpired())) {
      if (row.has(Item.EXPIRES_AT)
          && !now.isBefore(row.instant(Item.EXPIRES_AT))
          && store
              .write(
                  Write.remove(
                      new Key(Table.AUDIT, row.pk(), row.sk()),
                      Condition.of("#expiresAt <= :now", Attributes.none().instant("now", now))))
              .isWritten()) {
        deleted++;
      }
    }
    return deleted;
  }

  private static Act act(Row row) {
    Map<String, String> about = new HashMap<>();
    Row stored = row.map("about");
    stored.attributes().keySet().forEach(name -> about.put(name, stored.text(name)));
    return new Act(
        Instant.parse(row.sk().substring(0, row.sk().indexOf('#'))),
        row.text("actor"),
        row.text("action"),
        about,
        row.textOrNull("reason"));
  }

  private static String partition(LocalDate day) {
    return "A#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }
}
