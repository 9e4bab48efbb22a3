package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.staff.Actor;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who of staff looks into what is reported, so that two do not work on the same thing. A claim is
 * of one person on one thing, with all notices about it; it ends with their decision, when they
 * give it up, or by itself.
 *
 * <pre>
 * T#&lt;path of the subject&gt; / CLAIM   actor
 * </pre>
 */
@Singleton
public final class Claims {

  private final Store store;

  Claims(Store store) {
    this.store = store;
  }

  /**
   * @param until when it ends by itself; exclusive
   */
  public record Claim(Actor actor, Instant until) {}

  /**
   * The write that claims a thing, or claims it for longer; refused while somebody else's claim
   * holds.
   */
  public static Write take(Target target, Actor actor, Instant now) {
    return Write.put(
        new Item(
            key(target),
            RetentionRule.CLAIM.from(now),
            Attributes.none().text("actor", actor.text())),
        notSomebodyElses(actor, now));
  }

  /** When a claim made now ends by itself. */
  public static Claim of(Actor actor, Instant now) {
    return switch (RetentionRule.CLAIM.from(now)) {
      case Deadline.At(Instant until) -> new Claim(actor, until);
      case Deadline.CampaignEnd _, Deadline.AfterCampaign _ ->
          throw new IllegalStateException("A claim has a deadline of its own");
    };
  }

  /** The write that gives up one's own claim; refused when there is none. */
  public static Write giveUp(Target target, Actor actor, Instant now) {
    return Write.remove(
        key(target),
        Condition.of(
            "#actor = :me AND #expiresAt > :now",
            Attributes.none().text("me", actor.text()).instant("now", now)));
  }

  /**
   * The write of whoever decides: their claim ends, if they have one; refused while somebody else's
   * holds.
   */
  public static Write end(Target target, Actor actor, Instant now) {
    return Write.remove(key(target), notSomebodyElses(actor, now));
  }

  private static Condition notSomebodyElses(Actor actor, Instant now) {
    return Condition.of(
        "attribute_not_exists(#pk) OR #actor = :me OR #expiresAt <= :now",
        Attributes.none().text("me", actor.text()).instant("now", now));
  }

  /** The claim that stood where a write was refused; empty when that was not the reason. */
  public static Optional<Claim> seen(Outcome.Refused refused, int position) {
    return refused.failedAt(position)
        ? refused.seenAt(position).map(Claims::claim)
        : Optional.empty();
  }

  /** The claims that hold on some things, by the path of the subject; one request for up to 100. */
  public Map<String, Claim> on(Collection<Target> targets) {
    Map<String, Claim> claims = new HashMap<>();
    List<Target> subjects = targets.stream().map(Target::subject).distinct().toList();
    Map<Key, Row> rows = store.getAll(subjects.stream().map(Claims::key).toList());
    for (Target subject : subjects) {
      Row row = rows.get(key(subject));
      if (row != null) {
        claims.put(subject.path(), claim(row));
      }
    }
    return claims;
  }

  private static Claim claim(Row row) {
    return new Claim(Actor.of(row.text("actor")).orElseThrow(), row.instant(Item.EXPIRES_AT));
  }

  private static Key key(Target target) {
    return new Key(Table.EPHEMERAL, "T#" + target.subject().path(), "CLAIM");
  }
}
