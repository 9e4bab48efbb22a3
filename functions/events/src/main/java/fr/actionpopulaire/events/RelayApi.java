package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;

/** Messages to those who run an event, and answers to them, for apps. */
@Controller("/v1/events/{id}/messages")
@Tag(name = "events")
final class RelayApi {

  static final Words TOO_MANY =
      new Words(
          "Trois messages par jour au sujet d’un événement, dix en tout : réessayez demain.",
          "Three messages a day about one event, ten in all: try again tomorrow.");

  private final RelayMessage relayMessage;
  private final Doorkeeper doorkeeper;
  private final Idempotency idempotency;

  RelayApi(RelayMessage relayMessage, Doorkeeper doorkeeper, Idempotency idempotency) {
    this.relayMessage = relayMessage;
    this.doorkeeper = doorkeeper;
    this.idempotency = idempotency;
  }

  @Post
  @Operation(
      summary = "Write to those who run an event; neither side learns the other's address",
      description =
          "Each of them gets it by mail, with a link to answer by. Kept for 30 days, or until"
              + " anybody it concerns leaves the network.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "On its way",
      content = @Content(schema = @Schema(implementation = RelayView.class)))
  @ApiResponse(responseCode = "404", description = "No such event")
  @ApiResponse(
      responseCode = "409",
      description =
          "Over, off or one's own; electoral silence; nobody can be reached, or one left our mails")
  @ApiResponse(responseCode = "422", description = "A text to correct")
  @ApiResponse(
      responseCode = "429",
      description = "Three a day about one event, ten in all; Retry-After says when again")
  MutableHttpResponse<Object> ask(
      @Parameter(hidden = true) HttpRequest<?> request, String id, @Body RelayView.Sent sent) {
    Call call = Call.of(request);
    return switch (doorkeeper.member(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          idempotency.once(
              call,
              account.id(),
              fresh -> answer(call, relayMessage.ask(fresh, id, account, sent)));
    };
  }

  @Post("/{message:[0-9a-z]+}/answer")
  @Operation(
      summary = "Answer a message, once",
      description =
          "No token is needed: the key of the mail's link says who answers. Repeated: 409, as the"
              + " message has its answer.")
  @ApiResponse(
      responseCode = "201",
      description = "On its way",
      content = @Content(schema = @Schema(implementation = RelayView.class)))
  @ApiResponse(responseCode = "403", description = "Whose link it is is suspended")
  @ApiResponse(responseCode = "404", description = "The link does not work, or no longer")
  @ApiResponse(
      responseCode = "409",
      description = "Answered already; event taken down; electoral silence; cannot be reached")
  @ApiResponse(responseCode = "422", description = "A text to correct")
  MutableHttpResponse<Object> reply(
      @Parameter(hidden = true) HttpRequest<?> request,
      String id,
      String message,
      @Body RelayView.Answer sent) {
    return answer(Call.of(request), relayMessage.answer(id, message, sent));
  }

  private static MutableHttpResponse<Object> answer(Call call, RelayMessage.Result result) {
    return switch (result) {
      case RelayMessage.Result.Sent(RelayedMessage message) ->
          HttpResponse.<Object>status(HttpStatus.CREATED).body(RelayView.of(message));
      case RelayMessage.Result.Refused(RelayRefusal why) ->
          Problem.answer(call, why.kind(), why.words());
      case RelayMessage.Result.Frozen(Words window) ->
          Problem.answer(call, ProblemKind.FROZEN, window);
      case RelayMessage.Result.TooMany(Duration retryAfter) ->
          Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, TOO_MANY)
              .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
      case RelayMessage.Result.Invalid(var findings) -> Problem.answer(call, findings);
    };
  }
}
