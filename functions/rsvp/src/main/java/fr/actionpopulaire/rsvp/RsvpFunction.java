package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lambda’s entry to answers, primed by the page of an event looked for and not found. */
public final class RsvpFunction extends HttpFunction {

  public RsvpFunction() {
    super(
        "GET /evenements/00000000000000000000000000/participation",
        "PUT /v1/events/00000000000000000000000000/rsvp {\"guests\":0}");
    askMadeUp("GET /evenements/00000000000000000000000000/participation", "GET /v1/me/rsvps");
  }

  RsvpFunction(ApplicationContext context) {
    super(context);
  }
}
