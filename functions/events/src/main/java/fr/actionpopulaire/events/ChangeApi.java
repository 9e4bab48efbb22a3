package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import fr.actionpopulaire.web.MergePatch;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changing one's own event for apps, by merge patch. */
@Controller("/v1/events")
@Tag(name = "events")
final class ChangeApi {

  private final Doorkeeper doorkeeper;
  private final ChangeEvent changeEvent;
  private final Answers answers;
  private final JsonMapper json;

  ChangeApi(Doorkeeper doorkeeper, ChangeEvent changeEvent, Answers answers, JsonMapper json) {
    this.doorkeeper = doorkeeper;
    this.changeEvent = changeEvent;
    this.answers = answers;
    this.json = json;
  }

  @Patch("/{id:[0-9a-z]+}")
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Change one's event: what is left out stays, null removes",
      description =
          "Those who answered are told by mail when time or place moves. With a new commune, times"
              + " are shown in its zone unless timeZone says otherwise.")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      required = true,
      description = "ETag of the version the change was made from",
      schema = @Schema(type = "string"))
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MergePatch.MEDIA_TYPE,
            schema = @Schema(implementation = EventPatch.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = EventPatch.class))
      })
  @ApiResponse(
      responseCode = "200",
      description = "The event as it stands now; ETag is its version",
      content = @Content(schema = @Schema(implementation = EventView.class)))
  @ApiResponse(responseCode = "403", description = "Somebody else's event")
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(
      responseCode = "409",
      description = "Cancelled, hidden or over; or electoral silence, naming it")
  @ApiResponse(responseCode = "412", description = "Changed since that version")
  @ApiResponse(
      responseCode = "422",
      description = "Values to correct, as when publishing; fewer seats than are taken")
  @ApiResponse(responseCode = "428", description = "Without If-Match")
  MutableHttpResponse<Object> change(@Parameter(hidden = true) HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          IfMatch.of(call)
              .map(expected -> change(call, id, account, expected))
              .orElseGet(() -> IfMatch.missing(call));
    };
  }

  private MutableHttpResponse<Object> change(
      Call call, String id, Account account, IfMatch expected) {
    Optional<MergePatch> read = MergePatch.read(json, call.body(), NewEvent.FIELDS);
    if (read.isEmpty()) {
      return malformed(call);
    }
    MergePatch patch = read.get();
    // Once over nothing, to know whether the types are right before anything is looked up.
    patched(patch, NewEvent.EMPTY);
    if (patch.isMalformed()) {
      return malformed(call);
    }
    return switch (changeEvent.change(
        id, account.id(), expected, before -> patched(patch, before))) {
      case ChangeEvent.Result.Changed(Event event) ->
          EventApi.answer(HttpStatus.OK, event, answers.tally(event));
      case ChangeEvent.Result.Unknown _ -> EventApi.unknown(call);
      case ChangeEvent.Result.NotOrganiser _ ->
          Problem.answer(call, ProblemKind.FORBIDDEN, EventWords.NOT_YOURS);
      case ChangeEvent.Result.Closed _ ->
          Problem.answer(call, ProblemKind.EVENT_CLOSED, EventWords.NO_CHANGE);
      case ChangeEvent.Result.Stale _ -> IfMatch.stale(call);
      case ChangeEvent.Result.Invalid(Findings findings) -> Problem.answer(call, findings);
      case ChangeEvent.Result.Frozen(Words window) ->
          Problem.answer(call, ProblemKind.FROZEN, window);
      case ChangeEvent.Result.TooMany(Duration retryAfter) ->
          Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, EventWords.MOVED_TOO_OFTEN)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
      case ChangeEvent.Result.Gone _ ->
          Problem.answer(call, ProblemKind.UNAUTHENTICATED, ProblemKind.UNAUTHENTICATED.title());
      case ChangeEvent.Result.Changing _ ->
          Problem.answer(call, ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
    };
  }

  private static NewEvent patched(MergePatch patch, NewEvent before) {
    boolean elsewhere = !patch.leaves("commune") && patch.leaves("timeZone");
    return new NewEvent(
        patch.text("kind", before.kind()),
        patch.text("title", before.title()),
        patch.text("description", before.description()),
        patch.text("startsAt", before.startsAt()),
        patch.text("endsAt", before.endsAt()),
        elsewhere ? null : patch.text("timeZone", before.timeZone()),
        patch.text("commune", before.commune()),
        patch.text("place", before.place()),
        patch.text("onlineUrl", before.onlineUrl()),
        patch.flag("addressHidden", before.addressHidden()),
        patch.number("capacity", before.capacity()),
        patch.text("accessibility", before.accessibility()),
        patch.texts("neededSkills", Objects.requireNonNullElse(before.neededSkills(), List.of())),
        patch.text("displayName", before.displayName()),
        null);
  }

  private static MutableHttpResponse<Object> malformed(Call call) {
    return Problem.answer(
        call,
        ProblemKind.MALFORMED,
        new Words(
            "Envoyez un objet JSON (RFC 7396) avec les seuls champs d’un événement, chacun de son"
                + " type.",
            "Send a JSON object (RFC 7396) with fields of an event only, each of its type."));
  }
}
