package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Authority;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.staff.Actor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices which say that a life or somebody's safety is threatened, and which authority was told of
 * it when (DSA 18). Each waits in the index {@code OpenReports} until that is written down,
 * whatever is decided on the notice meanwhile, and goes with the notice.
 *
 * <pre>
 * RP#&lt;report&gt; / E   open ("danger", only until somebody was told), receivedAt (text, sorts the
 *                   queue), told (list, only added to)
 * </pre>
 */
@Singleton
public final class Escalations {

  /** How often it may be written down for one notice. */
  public static final int MOST = 20;

  private static final Query.Index OPEN = new Query.Index("OpenReports", "open", "receivedAt");
  private static final String QUEUE = "danger";

  private final Store store;

  Escalations(Store store) {
    this.store = store;
  }

  /**
   * That somebody was told.
   *
   * @param reference under which they keep it; of {@link Authority#NOBODY}, why
   * @param at when they were told
   * @param by who of staff writes it down
   */
  public record Told(Authority authority, String reference, Instant at, Actor by) {

    private String text() {
      return authority.code() + " " + at + " " + by.text() + "\n" + reference;
    }

    private static Told of(String stored) {
      String[] lines = stored.split("\n", 2);
      String[] words = lines[0].split(" ", 3);
      return new Told(
          Authority.of(words[0]).orElseThrow(),
          lines[1],
          Instant.parse(words[1]),
          Actor.of(words[2]).orElseThrow());
    }

    /** Never the reference. */
    @Override
    public String toString() {
      return "Told[" + authority.code() + "]";
    }
  }

  /**
   * A notice that speaks of a danger.
   *
   * @param told oldest first; empty while it waits
   */
  public record Escalation(String report, Instant receivedAt, List<Told> told) {

    public Escalation {
      told = List.copyOf(told);
    }

    public boolean isOpen() {
      return told.isEmpty();
    }
  }

  /** Some that wait, and where the queue goes on. */
  public record Queue(List<Escalation> escalations, Query.@Nullable Position next) {}

  /** The write that lets a notice wait for somebody to tell an authority. */
  static Write open(Notice notice) {
    return Write.put(
        new Item(
            key(notice.id()),
            notice.deadline(),
            Attributes.none()
                .text("receivedAt", SortableInstant.of(notice.receivedAt()))
                .text("open", QUEUE)),
        Condition.absent());
  }

  /** The write by which it is kept as long as its notice. */
  static Write prolong(Notice notice, Deadline deadline) {
    return Write.change(
        key(notice.id()),
        "SET #expiresAt = :expiresAt",
        Item.deadlineAttributes(Table.MODERATION, deadline),
        Condition.present());
  }

  /** The write that adds whom staff told; refused where there is none, or too many. */
  public static Write tell(Escalation escalation, Told told) {
    return Write.change(
        key(escalation.report()),
        "SET #told = list_append(if_not_exists(#told, :none), :one) REMOVE #open",
        Attributes.none().list("none", List.of()).list("one", List.of(told.text())),
        Condition.of(
            "attribute_exists(#pk) AND (attribute_not_exists(#told) OR size(#told) < :most)",
            Attributes.none().number("most", MOST)));
  }

  /** What became of a notice that speaks of a danger: one read; empty for any other. */
  public Optional<Escalation> find(String report) {
    return store.get(key(report)).map(Escalations::escalation);
  }

  /** A page of those that wait, oldest first, in one request. */
  public Queue open(int limit, Query.@Nullable Position after) {
    Page page =
        store.query(Query.all(Table.MODERATION, QUEUE).through(OPEN).atMost(limit).after(after));
    return new Queue(page.rows().stream().map(Escalations::escalation).toList(), page.next());
  }

  /** Where the queue goes on after one. */
  public static Query.Position after(String report, Instant receivedAt) {
    Key key = key(report);
    return new Query.Position(key.pk(), key.sk(), SortableInstant.of(receivedAt));
  }

  private static Escalation escalation(Row row) {
    return new Escalation(
        row.pk().substring("RP#".length()),
        Instant.parse(row.text("receivedAt")),
        row.list("told").stream().map(Told::of).toList());
  }

  private static Key key(String report) {
    return new Key(Table.MODERATION, "RP#" + report, "E");
  }
}
