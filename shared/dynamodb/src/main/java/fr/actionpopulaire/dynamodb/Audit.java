package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who of staff read or decided what, and what the machinery did on its own. Lines are added, never
 * changed; only the purge deletes them, and only expired ones. A line that concerns members leaves,
 * in the same transaction, one more under each of them, by which they learn which function of staff
 * looked and when, and by which nobody learns who did: the name is not in it.
 *
 * <pre>
 * A#&lt;yyyymmdd&gt; / &lt;instant&gt;#&lt;random&gt;   actor, action, about (map of ids and counts), reason,
 *                                        members (those it concerns, when it does)
 * S#&lt;member&gt;   / &lt;the same&gt;            function, action
 * </pre>
 *
 * <p>The second kind goes with the first, whose members lead to it.
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
   * That something was done which concerns a member.
   *
   * @param function the role of staff that did it ({@code Moderator}), never a session's name; or
   *     {@code function:<name>}
   */
  public record Sighting(Instant at, String function, String action) {}

  /**
   * What a member may know of who looked.
   *
   * @param isAll whether there are no older ones
   */
  public record Sightings(List<Sighting> newest, boolean isAll) {}

  /**
   * Lines of one day.
   *
   * @param stoppedAt sort key of the last line looked at, {@code null} when the day has no more
   */
  public record Lines(List<Act> acts, @Nullable String stoppedAt) {}

  /** The write that adds a line, for the transaction of what it tells of. */
  public static Write put(Act act) {
    return put(act, List.of()).getFirst();
  }

  /**
   * The writes that add a line and, under each member it concerns, what they may know of it; the
   * line is the first. For a transaction, so for 99 members at most.
   */
  public static List<Write> put(Act act, Collection<String> members) {
    List<String> concerned = members.stream().distinct().toList();
    String moment = SortableInstant.of(act.at()) + '#' + RandomId.next();
    Attributes about = Attributes.none();
    act.about().forEach(about::text);
    Attributes line =
        Attributes.none()
            .text("actor", act.actor())
            .text("action", act.action())
            .map("about", about)
            .text("reason", act.reason());
    if (!concerned.isEmpty()) {
      line.list("members", concerned);
    }
    List<Write> writes = new ArrayList<>();
    writes.add(
        added(
            new Key(
                Table.AUDIT, partition(act.at().atOffset(ZoneOffset.UTC).toLocalDate()), moment),
            act,
            line));
    for (String member : concerned) {
      writes.add(
          added(
              sighting(member, moment),
              act,
              Attributes.none().text("function", function(act)).text("action", act.action())));
    }
    return writes;
  }

  private static Write added(Key key, Act act, Attributes attributes) {
    return Write.put(
        new Item(key, RetentionRule.AUDIT.from(act.at()), attributes), Condition.absent());
  }

  /** The role without the session that took it. */
  private static String function(Act act) {
    return Actor.of(act.actor()).map(Actor::role).orElse(act.actor());
  }

  /** Adds a line that concerns nobody in particular. */
  public void add(Act act) {
    store.write(put(act));
  }

  /** Adds a line, and what the members it concerns may know of it, or neither. */
  public void add(Act act, Collection<String> members) {
    List<Write> writes = put(act, members);
    if (writes.size() == 1) {
      store.write(writes.getFirst());
    } else if (!store.transact(writes).isWritten()) {
      throw new IllegalStateException("A random key was taken");
    }
  }

  /** What was done that concerns a member, newest first, at most so many; one query. */
  public Sightings concerning(String member, int most) {
    Page page = store.query(Query.all(Table.AUDIT, sightings(member)).newestFirst().atMost(most));
    return new Sightings(
        page.rows().stream()
            .map(row -> new Sighting(moment(row), row.text("function"), row.text("action")))
            .toList(),
        page.next() == null);
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
   * Deletes the expired lines of one UTC day, each on its own deadline, and first what stands under
   * the members they concern.
   *
   * @return how many were deleted
   */
  public int deleteExpired(LocalDate day) {
    Instant now = clock.instant();
    int deleted = 0;
    Condition due = Condition.of("#expiresAt <= :now", Attributes.none().instant("now", now));
    for (Row row : store.queryAll(Query.all(Table.AUDIT, partition(day)).evenExpired())) {
      if (row.has(Item.EXPIRES_AT) && !now.isBefore(row.instant(Item.EXPIRES_AT))) {
        for (String member : row.list("members")) {
          store.write(Write.remove(sighting(member, row.sk()), due));
        }
        if (store.write(Write.remove(row.key(Table.AUDIT), due)).isWritten()) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static Act act(Row row) {
    Map<String, String> about = new HashMap<>();
    Row stored = row.map("about");
    stored.attributes().keySet().forEach(name -> about.put(name, stored.text(name)));
    return new Act(
        moment(row), row.text("actor"), row.text("action"), about, row.textOrNull("reason"));
  }

  private static Instant moment(Row row) {
    return Instant.parse(row.sk().substring(0, row.sk().indexOf('#')));
  }

  private static Key sighting(String member, String moment) {
    return new Key(Table.AUDIT, sightings(member), moment);
  }

  private static String sightings(String member) {
    return "S#" + member;
  }

  private static String partition(LocalDate day) {
    return "A#" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }
}
