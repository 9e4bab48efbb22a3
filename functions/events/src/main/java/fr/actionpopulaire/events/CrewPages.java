package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Invitations.Invitation;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * Running an event with others, as one page: with a link's key it asks whether to join, without one
 * it shows who runs the event to those who do. Opening a link changes nothing.
 */
@Controller("/evenements/{id}/co-organisation")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class CrewPages {

  private static final Words CHOOSE =
      new Words("Ce formulaire ne dit pas quoi faire.", "This form does not say what to do.");

  private final RunTogether runTogether;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  CrewPages(RunTogether runTogether, Doorkeeper doorkeeper, Pages pages) {
    this.runTogether = runTogether;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  /** The path of the page where a link is followed. */
  static String link(String event, String secret) {
    return path(event) + "?cle=" + secret;
  }

  private static String path(String event) {
    return "/evenements/" + event + "/co-organisation";
  }

  @Get
  MutableHttpResponse<Object> show(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    Optional<String> key = call.query("cle");
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) ->
          key.isPresent() ? page("invited.jte", Map.of("event", id, "key", "")) : answer;
      case Admission.Granted granted ->
          key.isPresent()
              ? page("invited.jte", Map.of("event", id, "key", key.get()))
              : crew(id, granted.account().id(), "");
    };
  }

  /**
   * Who runs the event.
   *
   * @param link the address of a link made just now, or empty
   */
  private MutableHttpResponse<Object> crew(String id, String member, String link) {
    return answer(
        runTogether.crew(id, member), crew -> page("crew.jte", Map.of("crew", crew, "link", link)));
  }

  @Post
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> change(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> change(call, id, granted.account().id());
    };
  }

  private MutableHttpResponse<Object> change(Call call, String id, String member) {
    Map<String, String> form = call.form();
    return switch (form.getOrDefault("action", "")) {
      case "inviter" ->
          answer(
              runTogether.invite(id, member),
              (Invitation made) -> crew(id, member, call.origin() + link(id, made.secret())));
      case "reprendre" ->
          answer(
              runTogether.revoke(id, member, form.getOrDefault("lien", "")),
              _ -> Pages.seeOther(path(id)));
      case "rejoindre" -> join(id, member, form);
      case "quitter" ->
          answer(
              runTogether.leave(id, member, slot(form.getOrDefault("place", ""))),
              _ -> Pages.seeOther("/evenements/" + id));
      default -> pages.problem(ProblemKind.INVALID, CHOOSE);
    };
  }

  private MutableHttpResponse<Object> join(String id, String member, Map<String, String> form) {
    Findings findings = new Findings();
    String name = CrewApi.name(form.get("nom"), findings);
    if (!findings.isEmpty()) {
      return pages.problem(ProblemKind.INVALID, CrewApi.NAME);
    }
    return answer(
        runTogether.join(id, member, form.getOrDefault("cle", ""), name),
        event -> Pages.seeOther("/evenements/" + event.id()));
  }

  private static int slot(String typed) {
    return typed.matches("[1-9]") ? Integer.parseInt(typed) : 0;
  }

  private <T> MutableHttpResponse<Object> answer(
      RunTogether.Result<T> result, Function<T, MutableHttpResponse<Object>> done) {
    return switch (result) {
      case RunTogether.Result.Done<T>(T value) -> done.apply(value);
      case RunTogether.Result.Refused<T>(RunTogether.Refusal why) ->
          pages.problem(why.kind(), why.words());
    };
  }

  private MutableHttpResponse<Object> page(String template, Map<String, Object> model) {
    return pages.answer(
        HttpStatus.OK,
        new Page("events", template, "Organiser à plusieurs", Visibility.PRIVATE, model));
  }
}
