package fr.actionpopulaire.account;

import fr.actionpopulaire.account.ExerciseRight.Wish;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** The rights of people without account, by plain forms: prove the address, press one button. */
@Hidden
@Controller("/vos-droits")
@Produces(MediaType.TEXT_HTML)
final class RightsPages {

  private final Doorkeeper doorkeeper;
  private final ExerciseRight exerciseRight;
  private final Campaign campaign;
  private final Pages pages;

  RightsPages(Doorkeeper doorkeeper, ExerciseRight exerciseRight, Campaign campaign, Pages pages) {
    this.doorkeeper = doorkeeper;
    this.exerciseRight = exerciseRight;
    this.campaign = campaign;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> ask(HttpRequest<?> request) {
    return switch (doorkeeper.holder(Call.of(request))) {
      case Holder.Nobody _ -> form(HttpStatus.OK, false, "");
      case Holder.Verified _ -> form(HttpStatus.OK, true, "");
      case Holder.SignedIn _ -> Pages.seeOther("/compte");
    };
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> exercise(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> Pages.seeOther("/vos-droits");
      case Holder.SignedIn _ -> Pages.seeOther("/compte");
      case Holder.Verified verified ->
          Wish.of(call.form().getOrDefault("souhait", ""))
              .map(wish -> exercised(verified, wish))
              .orElseGet(
                  () ->
                      form(HttpStatus.UNPROCESSABLE_ENTITY, true, "Choisissez l’un des boutons."));
    };
  }

  private MutableHttpResponse<Object> exercised(Holder.Verified verified, Wish wish) {
    return exerciseRight
        .withoutAccount(verified, wish)
        .map(answer -> page(HttpStatus.OK, "rights-told.jte", Map.of("answer", answer)))
        .orElseGet(() -> Pages.seeOther("/inscription"));
  }

  private MutableHttpResponse<Object> form(HttpStatus status, boolean proved, String error) {
    return page(
        status,
        "rights.jte",
        Map.of("proved", proved, "error", error, "contact", campaign.rightsContact()));
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, Map<String, Object> model) {
    return pages.answer(
        status, new Pages.Page("account", template, "Vos droits", Pages.Visibility.PRIVATE, model));
  }
}
