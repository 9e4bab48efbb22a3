package fr.actionpopulaire.events;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lambda's entry to events, primed by one search of the whole country. */
public final class EventsFunction extends HttpFunction {

  public EventsFunction() {
    super("/v1/events");
  }

  EventsFunction(ApplicationContext context) {
    super(context);
  }
}
