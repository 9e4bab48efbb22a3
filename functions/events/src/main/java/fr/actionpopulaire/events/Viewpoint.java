package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An event as whoever calls may see it. Who is suspended sees what everybody sees. Nothing is read
 * for an event whose address everybody sees.
 */
@Singleton
final class Viewpoint {

  private final Doorkeeper doorkeeper;
  private final Answers answers;
  private final Clock clock;

  Viewpoint(Doorkeeper doorkeeper, Answers answers, Clock clock) {
    this.doorkeeper = doorkeeper;
    this.answers = answers;
    this.clock = clock;
  }

  /** The event for a caller; one read of the session and one of the answer, if it is hidden. */
  Event seen(Event event, Call call) {
    if (!event.addressHidden()) {
      return event;
    }
    String member = member(doorkeeper.holder(call));
    @Nullable Answer answer = member == null ? null : answers.find(event.id(), member).orElse(null);
    return event.asSeenBy(member, answer);
  }

  /** Who looks, if it is a member in good standing. */
  @Nullable String member(Holder holder) {
    return holder instanceof Holder.SignedIn(var account, var _)
            && !account.isSuspended(clock.instant())
        ? account.id()
        : null;
  }
}
