package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Invitations;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An event with a link by which it may be run with others. */
final class SharedEvent {

  private SharedEvent() {}

  /** Whether the link is still shown. */
  static List<BooleanSupplier> questions(Attic attic) {
    Event event = attic.event(attic.person(), 5, Duration.ofDays(700));
    Invitations invitations = attic.bean(Invitations.class);
    invitations.invite(event);
    return List.of(() -> !invitations.open(event.id()).isEmpty());
  }
}
