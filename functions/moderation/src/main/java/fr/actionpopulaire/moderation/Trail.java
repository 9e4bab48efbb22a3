package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an actor does now, as a line of the trail (CNIL A23). */
@Singleton
final class Trail {

  private final Audit audit;
  private final Clock clock;

  Trail(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Adds a line, and one under each member it concerns.
   *
   * @param about ids, counts and codes, never a name or an address
   */
  void add(Actor actor, String action, Map<String, String> about, Collection<String> members) {
    add(actor, action, about, null, members);
  }

  /**
   * The same, with the reason the actor gave.
   *
   * @param reason why, {@code null} where nobody has to say
   */
  void add(
      Actor actor,
      String action,
      Map<String, String> about,
      @Nullable String reason,
      Collection<String> members) {
    audit.add(act(actor, action, about, reason), members);
  }

  /** The writes that add such a line, for the transaction of what it tells of. */
  List<Write> put(
      Actor actor,
      String action,
      Map<String, String> about,
      @Nullable String reason,
      Collection<String> members) {
    return Audit.put(act(actor, action, about, reason), members);
  }

  private Audit.Act act(
      Actor actor, String action, Map<String, String> about, @Nullable String reason) {
    return new Audit.Act(clock.instant(), actor.text(), action, about, reason);
  }
}
