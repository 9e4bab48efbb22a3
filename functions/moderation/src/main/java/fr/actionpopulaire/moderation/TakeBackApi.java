package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.StatementView;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;

/** Measures taken back by staff themselves. */
@Controller("/v1/moderation/decisions/{decision}/undo")
final class TakeBackApi {

  private static final Words REASON =
      new Words(
          "Dites dans reason pourquoi la mesure est levée, en une ligne de 3 à 200 caractères ; les"
              + " personnes concernées la lisent.",
          "Say in reason why the measure is lifted, in a line of 3 to 200 characters; the parties"
              + " read it.");

  private final StaffDoor door;
  private final TakeBack takeBack;

  TakeBackApi(StaffDoor door, TakeBack takeBack) {
    this.door = door;
    this.takeBack = takeBack;
  }

  /**
   * Why.
   *
   * @param reason 3 to 200 characters, which the parties read and the trail keeps
   */
  @Serdeable
  record UndoBody(@Nullable String reason) {

    /** Never its content. */
    @Override
    public String toString() {
      return "UndoBody[…]";
    }
  }

  @Post
  @Operation(
      summary = "Take a measure back, without an appeal",
      description =
          "What it did is undone exactly, as far as no other decision holds it. Both parties are"
              + " told.")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "The decision that holds in its place",
      content = @Content(schema = @Schema(implementation = StatementView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  @ApiResponse(responseCode = "404", description = "No such decision")
  @ApiResponse(responseCode = "409", description = "Another decision holds in its place")
  @ApiResponse(
      responseCode = "422",
      description = "Without a reason, or the decision took no measure of its own")
  MutableHttpResponse<Object> undo(
      HttpRequest<?> request, @PathVariable String decision, @Body UndoBody body) {
    Call call = Call.of(request);
    return door.once(
        call,
        (actor, id) -> {
          Findings findings = new Findings();
          String reason =
              findings.require(
                  "/reason", body.reason(), typed -> PlainText.line(typed, 3, 200), "", REASON);
          return findings.isEmpty()
              ? Told.OF_DECISION.answer(call, takeBack.takeBack(actor, decision, id, reason))
              : Problem.answer(call, findings);
        });
  }
}
