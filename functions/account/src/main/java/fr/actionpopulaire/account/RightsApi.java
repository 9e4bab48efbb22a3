package fr.actionpopulaire.account;

import fr.actionpopulaire.account.ExerciseRight.Wish;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rights of people who have no account, by the address they proved. */
@Controller("/v1/rights")
final class RightsApi {

  static final Words NOT_A_WISH =
      new Words(
          "Choisissez access (savoir), erase (effacer) ou object (vous opposer).",
          "Choose access, erase or object.");

  private final Doorkeeper doorkeeper;
  private final ExerciseRight exerciseRight;

  RightsApi(Doorkeeper doorkeeper, ExerciseRight exerciseRight) {
    this.doorkeeper = doorkeeper;
    this.exerciseRight = exerciseRight;
  }

  /**
   * What somebody wishes.
   *
   * @param wish {@code access}, {@code erase} or {@code object}
   */
  @Serdeable
  record RightsWish(@Nullable String wish) {}

  @Post
  @Operation(summary = "Know, erase or oppose what is kept about a proved address without account")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RightsView.class)))
  @ApiResponse(responseCode = "401", description = "No proved address")
  @ApiResponse(responseCode = "409", description = "A member: see /v1/me")
  @ApiResponse(responseCode = "422", description = "No such wish")
  MutableHttpResponse<Object> exercise(HttpRequest<?> request, @Body RightsWish body) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> unproved(call);
      case Holder.Verified verified ->
          wish(body).map(wish -> exercised(call, verified, wish)).orElseGet(() -> noSuchWish(call));
      case Holder.SignedIn(Account account, _) ->
          wish(body).map(wish -> ofMember(call, account, wish)).orElseGet(() -> noSuchWish(call));
    };
  }

  private static Optional<Wish> wish(RightsWish body) {
    return Optional.ofNullable(body.wish()).flatMap(Wish::of);
  }

  private MutableHttpResponse<Object> exercised(Call call, Holder.Verified verified, Wish wish) {
    return exerciseRight
        .withoutAccount(verified, wish)
        .<MutableHttpResponse<Object>>map(view -> HttpResponse.<Object>ok().body(view))
        .orElseGet(() -> unproved(call));
  }

  private MutableHttpResponse<Object> ofMember(Call call, Account account, Wish wish) {
    return switch (wish) {
      case OBJECT -> HttpResponse.<Object>ok().body(exerciseRight.opposed(account.id()));
      case ACCESS, ERASE ->
          Problem.answer(
              call,
              ProblemKind.ALREADY_MEMBER,
              new Words(
                  "Vous avez un compte : GET /v1/me/export le copie, DELETE /v1/me l’efface.",
                  "You have an account: GET /v1/me/export copies it, DELETE /v1/me erases it."));
    };
  }

  private static MutableHttpResponse<Object> noSuchWish(Call call) {
    Findings findings = new Findings();
    findings.add("/wish", NOT_A_WISH);
    return Problem.answer(call, findings);
  }

  private static MutableHttpResponse<Object> unproved(Call call) {
    return Problem.answer(
            call,
            ProblemKind.UNAUTHENTICATED,
            new Words(
                "Prouvez d’abord votre adresse avec un code (/v1/codes).",
                "First prove your address with a code (/v1/codes)."))
        .header("www-authenticate", "Bearer");
  }
}
