package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Running an event with others, for apps. */
@Controller("/v1/events/{id}")
@Tag(name = "events")
final class CrewApi {

  static final Words NAME =
      new Words(
          "Un nom ou pseudonyme de 40 caractères au plus.",
          "A name or pseudonym of 40 characters at most.");

  private static final Words NO_KEY =
      new Words("La clé du lien d’invitation.", "The key of the invitation.");

  private final RunTogether runTogether;
  private final Answers answers;
  private final Doorkeeper doorkeeper;
  private final Idempotency idempotency;

  CrewApi(
      RunTogether runTogether, Answers answers, Doorkeeper doorkeeper, Idempotency idempotency) {
    this.runTogether = runTogether;
    this.answers = answers;
    this.doorkeeper = doorkeeper;
    this.idempotency = idempotency;
  }

  @Post("/invitations")
  @Operation(summary = "Make a link by which one person may run the event too; seven days")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The link, told this once",
      content = @Content(schema = @Schema(implementation = CrewView.InvitationView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(responseCode = "409", description = "Over or off; or four links and people already")
  MutableHttpResponse<Object> invite(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return admitted(
        call,
        member ->
            idempotency.once(
                call,
                member,
                _ ->
                    answer(
                        call,
                        runTogether.invite(id, member),
                        made ->
                            HttpResponse.<Object>status(HttpStatus.CREATED)
                                .body(CrewView.InvitationView.of(id, made)))));
  }

  @Delete("/invitations/{invitation:[0-9a-f]+}")
  @Operation(summary = "Take a link back; done twice, it changes nothing")
  @ApiResponse(responseCode = "204", description = "It does not work any more")
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event")
  MutableHttpResponse<Object> revoke(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String invitation) {
    Call call = Call.of(request);
    return admitted(
        call,
        member ->
            answer(
                call,
                runTogether.revoke(id, member, invitation),
                _ -> HttpResponse.<Object>noContent()));
  }

  @Get("/co-organisers")
  @Operation(summary = "Who runs the event with its organiser, for those who do")
  @ApiResponse(
      responseCode = "200",
      description = "All of them",
      content = @Content(schema = @Schema(implementation = CrewView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event")
  MutableHttpResponse<Object> crew(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return admitted(
        call,
        member ->
            answer(
                call,
                runTogether.crew(id, member),
                crew -> HttpResponse.<Object>ok(CrewView.of(crew))));
  }

  @Post("/co-organisers")
  @Operation(
      summary = "Run an event too, by a link",
      description =
          "A co-organiser may change the event, call it off and see who comes. When the organiser"
              + " leaves the network it becomes the first co-organiser's instead of being called"
              + " off, under the name given here.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The event",
      content = @Content(schema = @Schema(implementation = EventView.class)))
  @ApiResponse(responseCode = "404", description = "No such event, or the link does not work")
  @ApiResponse(
      responseCode = "409",
      description = "Over or off; you run it already; or there are four already")
  @ApiResponse(responseCode = "422", description = "No key, or a name that cannot be shown")
  MutableHttpResponse<Object> join(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body CrewView.Joining sent) {
    Call call = Call.of(request);
    return admitted(
        call, member -> idempotency.once(call, member, _ -> join(call, id, member, sent)));
  }

  private MutableHttpResponse<Object> join(
      Call call, String id, String member, CrewView.Joining sent) {
    Findings findings = new Findings();
    String key = Objects.requireNonNullElse(sent.key(), "");
    if (!RandomId.isOne(key)) {
      findings.add("/key", NO_KEY);
    }
    @Nullable String name = name(sent.displayName(), findings);
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    return answer(
        call,
        runTogether.join(id, member, key, name),
        event -> EventApi.answer(HttpStatus.CREATED, event, answers.tally(event)));
  }

  /** A pseudonym as an event's organiser may choose one; blank is none. */
  static @Nullable String name(@Nullable String typed, Findings findings) {
    return findings.accept(
        "/displayName",
        typed == null || typed.isBlank() ? null : typed,
        text -> PlainText.name(text, 40),
        NAME);
  }

  @Delete("/co-organisers/{coOrganiser:[1-9]}")
  @Operation(summary = "Leave an event one runs with others, or, as its organiser, take one off")
  @ApiResponse(responseCode = "204", description = "They run it no longer")
  @ApiResponse(responseCode = "403", description = "Neither oneself nor one's own event")
  @ApiResponse(responseCode = "404", description = "No such event")
  MutableHttpResponse<Object> leave(
      @Parameter(hidden = true) HttpRequest<?> request, String id, int coOrganiser) {
    Call call = Call.of(request);
    return admitted(
        call,
        member ->
            answer(
                call,
                runTogether.leave(id, member, coOrganiser),
                _ -> HttpResponse.<Object>noContent()));
  }

  private MutableHttpResponse<Object> admitted(
      Call call, Function<String, MutableHttpResponse<Object>> use) {
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted granted -> use.apply(granted.account().id());
    };
  }

  private static <T> MutableHttpResponse<Object> answer(
      Call call, RunTogether.Result<T> result, Function<T, MutableHttpResponse<Object>> done) {
    return switch (result) {
      case RunTogether.Result.Done<T>(T value) -> done.apply(value);
      case RunTogether.Result.Refused<T>(RunTogether.Refusal why) ->
          Problem.answer(call, why.kind(), why.words());
    };
  }
}
