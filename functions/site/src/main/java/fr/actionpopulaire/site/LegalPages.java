package fr.actionpopulaire.site;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** What the law wants a site to say about itself, built from the facts the code itself obeys. */
@Controller
@Produces(MediaType.TEXT_HTML)
@Hidden
final class LegalPages {

  private final Pages pages;
  private final Campaign campaign;

  LegalPages(Pages pages, Campaign campaign) {
    this.pages = pages;
    this.campaign = campaign;
  }

  @Get("/mentions-legales")
  MutableHttpResponse<Object> imprint() {
    return page("imprint.jte", "Mentions légales", Map.of("campaign", campaign));
  }

  @Get("/confidentialite")
  MutableHttpResponse<Object> privacy() {
    return page(
        "privacy.jte",
        "Vos données",
        Map.of(
            "campaign",
            campaign,
            "decisiveBallot",
            FrenchTime.date(campaign.decisiveBallot()),
            "kept",
            KeptData.all()));
  }

  @Get("/conditions")
  MutableHttpResponse<Object> terms() {
    return page("terms.jte", "Règles et modération", Map.of("campaign", campaign));
  }

  @Get("/accessibilite")
  MutableHttpResponse<Object> accessibility() {
    return page("accessibility.jte", "Accessibilité", Map.of("campaign", campaign));
  }

  @Get("/sources")
  MutableHttpResponse<Object> sources() {
    return page("sources.jte", "Sources", Map.of());
  }

  private MutableHttpResponse<Object> page(
      String template, String title, Map<String, Object> model) {
    return pages.answer(HttpStatus.OK, new Page("site", template, title, Visibility.PUBLIC, model));
  }
}
