package fr.actionpopulaire.site;

import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;

/**
 * Lambda's entry to the site, primed by a page that reads nothing, the events of a second long ago
 * and the home page, whose events are made up: what really happens next is not to stay in a
 * snapshot.
 */
public final class SiteFunction extends HttpFunction {

  private static final EventListing.Search LONG_AGO =
      new EventListing.Search(
          null,
          0,
          Instant.EPOCH,
          Instant.EPOCH.plusSeconds(1),
          Instant.EPOCH,
          null,
          false,
          null,
          1);

  public SiteFunction() {
    super("GET /mentions-legales");
    Priming.run(() -> getApplicationContext().getBean(EventListing.class).find(LONG_AGO));
    askMadeUp("GET /");
  }

  SiteFunction(ApplicationContext context) {
    super(context);
  }
}
