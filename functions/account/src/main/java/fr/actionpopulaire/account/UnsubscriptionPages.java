package fr.actionpopulaire.account;

import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Map;

/**
 * Where the link in every mail to a member leads (RFC 8058). Looking changes nothing; a POST with
 * any body or none, without cookie or login, unsubscribes.
 */
@Controller("/v1/unsubscriptions")
@Produces(MediaType.ALL)
final class UnsubscriptionPages {

  private final Unsubscriptions unsubscriptions;
  private final Pages pages;

  UnsubscriptionPages(Unsubscriptions unsubscriptions, Pages pages) {
    this.unsubscriptions = unsubscriptions;
    this.pages = pages;
  }

  @Get("/{token}")
  @Operation(summary = "The page that asks before unsubscribing; changes nothing")
  @ApiResponse(responseCode = "200", description = "A page with one button")
  @ApiResponse(responseCode = "404", description = "Not a link of ours")
  MutableHttpResponse<Object> ask(HttpRequest<?> request, @PathVariable String token) {
    return unsubscriptions
        .member(token)
        .map(_ -> page("unsubscribe.jte", "Se désabonner", Map.of("token", token)))
        .orElseGet(() -> forged(Call.of(request)));
  }

  @Post("/{token}")
  @Consumes(MediaType.ALL)
  @Operation(summary = "Unsubscribe with one click; repeated, it changes nothing more")
  @ApiResponse(responseCode = "200", description = "Unsubscribed")
  @ApiResponse(responseCode = "404", description = "Not a link of ours; nothing changed")
  MutableHttpResponse<Object> unsubscribe(HttpRequest<?> request, @PathVariable String token) {
    return unsubscriptions
        .member(token)
        .map(
            member -> {
              unsubscriptions.unsubscribe(member);
              return page("unsubscribed.jte", "Désabonnement", Map.of());
            })
        .orElseGet(() -> forged(Call.of(request)));
  }

  private MutableHttpResponse<Object> page(
      String template, String title, Map<String, Object> model) {
    return pages.answer(
        HttpStatus.OK, new Pages.Page("account", template, title, Pages.Visibility.PRIVATE, model));
  }

  private static MutableHttpResponse<Object> forged(Call call) {
    return Problem.answer(
        call,
        ProblemKind.NOT_FOUND,
        new Words(
            "Ce lien n’est pas complet. Copiez-le en entier depuis le courriel.",
            "This link is incomplete. Copy all of it from the mail."));
  }
}
