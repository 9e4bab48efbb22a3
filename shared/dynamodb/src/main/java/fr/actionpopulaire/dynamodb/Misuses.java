package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.Misuse.Mark;
import fr.actionpopulaire.domain.report.Misuse.Standing;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was found to report abusively, by the keyed hash of the address they gave: whose address that
 * is, nobody can tell from it, and no account is linked to it.
 *
 * <pre>
 * RS#&lt;keyed hash&gt; / RS   marks (by report: when it was received and decided), version
 * </pre>
 *
 * <p>The hash is made when a notice comes in and lies sealed in it, as its reporter's name does: so
 * whoever decides needs no pepper. It is looked for under the present pepper and its neighbour;
 * after two rotations somebody is no longer found.
 */
@Singleton
public final class Misuses {

  private static final String USE = "reporting";

  private final Store store;
  private final Peppers peppers;
  private final Notices notices;
  private final Clock clock;

  Misuses(Store store, Peppers peppers, Notices notices, Clock clock) {
    this.store = store;
    this.peppers = peppers;
    this.notices = notices;
    this.clock = clock;
  }

  /** The hash to be sealed in a notice. */
  public String hash(EmailAddress address) {
    return peppers.keyedHash(USE, address.value());
  }

  /** Until when notices with that address are not taken; empty when they are. One request. */
  public Optional<Instant> suspendedUntil(EmailAddress address) {
    List<Key> keys = peppers.keyedHashes(USE, address.value()).stream().map(Misuses::key).toList();
    Instant now = clock.instant();
    return store.getAll(keys).values().stream()
        .map(row -> misuse(row).at(now))
        .flatMap(
            standing ->
                standing instanceof Standing.Suspended(Instant until)
                    ? Optional.of(until).stream()
                    : Optional.<Instant>empty().stream())
        .max(Comparator.naturalOrder());
  }

  /** What calling a notice abusive does to its reporter, and the write that does it. */
  public record Marked(Standing standing, Write write) {}

  /**
   * Calls a notice abusive. Three reads; the write is refused when the reporter's standing changed
   * meanwhile.
   *
   * @return empty when the notice's reporter left no address
   */
  public Optional<Marked> mark(Notice notice, Instant now) {
    return notices
        .reporterHash(notice.id())
        .map(
            hash -> {
              Row row = store.get(key(hash)).orElse(null);
              Misuse misuse =
                  (row == null ? Misuse.NONE : misuse(row))
                      .with(notice.id(), new Mark(notice.receivedAt(), now));
              return new Marked(misuse.at(now), put(hash, misuse, row, now));
            });
  }

  /**
   * The write by which a notice no longer counts as abusive; none when it did not, or no longer.
   * Three reads.
   */
  public Optional<Write> unmark(Notice notice, Instant now) {
    String hash = notices.reporterHash(notice.id()).orElse(null);
    Row row = hash == null ? null : store.get(key(hash)).orElse(null);
    if (hash == null || row == null || !misuse(row).marks().containsKey(notice.id())) {
      return Optional.empty();
    }
    Misuse left = misuse(row).without(notice.id());
    return Optional.of(
        left.marks().isEmpty()
            ? Write.remove(key(hash), asRead(row, now))
            : put(hash, left, row, now));
  }

  private static Write put(String hash, Misuse misuse, @Nullable Row row, Instant now) {
    Attributes marks = Attributes.none();
    misuse
        .marks()
        .forEach(
            (report, mark) ->
                marks.text(
                    report,
                    mark.receivedAt().toEpochMilli() + " " + mark.decidedAt().toEpochMilli()));
    return Write.put(
        new Item(
            key(hash),
            deadline(misuse),
            Attributes.none()
                .map("marks", marks)
                .number("version", row == null ? 1 : row.number("version") + 1)),
        asRead(row, now));
  }

  private static Deadline deadline(Misuse misuse) {
    return RetentionRule.MISUSE.from(
        misuse.marks().values().stream()
            .map(Mark::decidedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow());
  }

  private static Condition asRead(@Nullable Row row, Instant now) {
    return row == null
        ? Condition.of(
            "attribute_not_exists(#pk) OR #expiresAt <= :now",
            Attributes.none().instant("now", now))
        : Condition.of(
            "#version = :version", Attributes.none().number("version", row.number("version")));
  }

  /** What a decision keeps of the standing it brought about. */
  static Attributes attributes(@Nullable Standing standing) {
    return switch (standing) {
      case null -> Attributes.none();
      case Standing.Clear _ -> Attributes.none();
      case Standing.Warned(Instant since, int left) ->
          Attributes.none().instant("misuseWarned", since).number("misuseLeft", left);
      case Standing.Suspended(Instant until) -> Attributes.none().instant("misuseUntil", until);
    };
  }

  /** The same read back. */
  static @Nullable Standing standing(Row decision) {
    if (decision.has("misuseUntil")) {
      return new Standing.Suspended(decision.instant("misuseUntil"));
    }
    return decision.has("misuseWarned")
        ? new Standing.Warned(
            decision.instant("misuseWarned"), Math.toIntExact(decision.number("misuseLeft")))
        : null;
  }

  private static Misuse misuse(Row row) {
    Row stored = row.map("marks");
    Map<String, Mark> marks = new HashMap<>();
    for (String report : stored.attributes().keySet()) {
      String[] times = stored.text(report).split(" ", 2);
      marks.put(
          report,
          new Mark(
              Instant.ofEpochMilli(Long.parseLong(times[0])),
              Instant.ofEpochMilli(Long.parseLong(times[1]))));
    }
    return new Misuse(marks);
  }

  private static Key key(String hash) {
    return new Key(Table.EPHEMERAL, "RS#" + hash, "RS");
  }
}
