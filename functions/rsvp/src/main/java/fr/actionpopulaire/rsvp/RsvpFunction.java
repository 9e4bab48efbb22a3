package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lambda’s entry to answers, primed by the page of an event looked for and not found. */
public final class RsvpFunction extends HttpFunction {

  private static final String NOBODY = "0".repeat(26);

  public RsvpFunction() {
    super(
        "GET /evenements/00000000000000000000000000/participation",
        "PUT /v1/events/00000000000000000000000000/rsvp {\"guests\":0}",
        "GET /v1/me/rsvps");
    // What comes after a session was found.
    Priming.runAhead(() -> getApplicationContext().getBean(OwnAnswers.class).rehearse(NOBODY));
  }

  RsvpFunction(ApplicationContext context) {
    super(context);
  }
}
