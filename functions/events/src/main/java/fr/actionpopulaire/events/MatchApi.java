package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Known;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;

/** Events that look for what the caller offers in their profile, for apps and as a page. */
@Controller
@Tag(name = "events")
final class MatchApi {

  private final MatchEvents matchEvents;
  private final Answers answers;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  MatchApi(MatchEvents matchEvents, Answers answers, Doorkeeper doorkeeper, Pages pages) {
    this.matchEvents = matchEvents;
    this.answers = answers;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  @Get("/v1/me/matching-events")
  @Operation(
      summary = "The next events around that look for a skill of your profile",
      description =
          "Among the 50 next ones within the profile's radius; none without a skill in the profile."
              + " Organisers learn of nobody")
  @ApiResponse(
      responseCode = "200",
      description = "All of them",
      content = @Content(schema = @Schema(implementation = MatchView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  MutableHttpResponse<Object> matching(@Parameter(hidden = true) HttpRequest<?> request) {
    Call call = Call.of(request);
    Known known = doorkeeper.known(call);
    return switch (doorkeeper.member(call, known.holder())) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted _ ->
          known
              .member()
              .map(matchEvents::of)
              .<MutableHttpResponse<Object>>map(
                  matches ->
                      HttpResponse.ok(MatchView.of(matches, answers.tallies(matches.events()))))
              .orElseGet(
                  () ->
                      Problem.answer(
                          call, ProblemKind.UNAUTHENTICATED, ProblemKind.UNAUTHENTICATED.title()));
    };
  }

  @Get("/evenements/pour-moi")
  @Produces(MediaType.TEXT_HTML)
  @Hidden
  MutableHttpResponse<Object> page(HttpRequest<?> request) {
    Known known = doorkeeper.known(Call.of(request));
    return switch (doorkeeper.memberOnPage(known.holder())) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted _ ->
          known
              .member()
              .map(matchEvents::of)
              .map(this::page)
              .orElseGet(() -> Pages.seeOther("/connexion"));
    };
  }

  private MutableHttpResponse<Object> page(MatchEvents.Matches matches) {
    List<MatchCard> cards =
        matches.events().stream().map(event -> card(event, matches.skills())).toList();
    return pages.answer(
        HttpStatus.OK,
        new Page(
            "events",
            "matches.jte",
            "On a besoin de vous",
            Visibility.PRIVATE,
            Map.of("cards", cards, "hasSkills", !matches.skills().isEmpty())));
  }

  private static MatchCard card(Event event, List<String> skills) {
    return new MatchCard(
        event.id(),
        event.title(),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        Communes.embedded().byCode(event.commune()).map(Commune::name).orElse(""),
        MatchEvents.french(event, skills));
  }
}
