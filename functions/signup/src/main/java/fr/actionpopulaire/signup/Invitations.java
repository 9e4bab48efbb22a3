package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Looks up what people sign up for. */
@Singleton
final class Invitations {

  private final Events events;
  private final Clock clock;

  Invitations(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * The event at the end of the way, as long as one can come; one read, none without an event. A
   * place and a link are not told before an event is opened.
   */
  Optional<Invitation> to(Destination destination) {
    return destination.isEvent()
        ? events
            .outline(destination.event())
            .filter(event -> event.takesAnswers(clock.instant()))
            .flatMap(
                event ->
                    Communes.embedded()
                        .byCode(event.commune())
                        .map(commune -> Invitation.of(event, commune)))
        : Optional.empty();
  }
}
