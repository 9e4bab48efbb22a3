package fr.actionpopulaire.site;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lambda's entry to the site, primed by the home page. */
public final class SiteFunction extends HttpFunction {

  public SiteFunction() {
    super("GET /");
  }

  SiteFunction(ApplicationContext context) {
    super(context);
  }
}
