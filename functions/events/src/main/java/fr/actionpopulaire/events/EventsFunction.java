package fr.actionpopulaire.events;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lambda's entry to events, primed by a search of a day long ago and an event nobody made. */
public final class EventsFunction extends HttpFunction {

  public EventsFunction() {
    super(
        "GET /evenements/00000000000000000000000000",
        "GET /v1/events?from=1970-01-01&to=1970-01-02",
        "POST /v1/events {}");
    askAhead(
        "GET /v1/events/00000000000000000000000000", "GET /evenements/00000000000000000000000000");
  }

  EventsFunction(ApplicationContext context) {
    super(context);
  }
}
