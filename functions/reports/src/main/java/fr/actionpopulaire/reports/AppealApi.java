package fr.actionpopulaire.reports;

import fr.actionpopulaire.dynamodb.Appeal;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.time.Instant;

/** Appeals in JSON; the key of the link in the mail says which party appeals. */
@Controller("/v1/decisions/{decision}/appeals")
final class AppealApi {

  static final Words NO_PARTY =
      new Words(
          "Ce lien n’ouvre aucune décision, ou elle n’est plus conservée.",
          "This link opens no decision, or it is no longer kept.");
  static final Words TOO_LATE =
      new Words(
          "Le délai de six mois pour contester est passé.",
          "The six months for an appeal have passed.");
  static final Words TWICE =
      new Words(
          "Votre recours est déjà enregistré ; une autre personne l’examinera.",
          "Your appeal is already recorded; another person will examine it.");

  private final FileAppeal fileAppeal;
  private final Idempotency idempotency;

  AppealApi(FileAppeal fileAppeal, Idempotency idempotency) {
    this.fileAppeal = fileAppeal;
    this.idempotency = idempotency;
  }

  /** What an appeal is answered with. */
  @Serdeable
  record Received(String appeal, Instant receivedAt) {}

  @Post
  @Operation(summary = "Appeal against a decision, with the key of the link in one's mail")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      description = "Received",
      content = @Content(schema = @Schema(implementation = Received.class)))
  @ApiResponse(responseCode = "403", description = "More than six months after the decision")
  @ApiResponse(responseCode = "404", description = "The key opens no such decision")
  @ApiResponse(responseCode = "409", description = "This party has already appealed")
  @ApiResponse(responseCode = "422", description = "Values to correct")
  MutableHttpResponse<Object> file(
      HttpRequest<?> request, @PathVariable String decision, @Body AppealBody body) {
    Call call = Call.of(request);
    Findings findings = new Findings();
    String explanation = body.read(findings);
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    String key = body.key() == null ? call.query("key").orElse("") : body.key();
    return idempotency.once(
        call,
        // Whoever holds the link's key, from wherever they repeat themselves.
        Sessions.sha256("appeal|" + decision + '|' + key),
        id -> answer(call, fileAppeal.file(id, decision, key, explanation)));
  }

  private static MutableHttpResponse<Object> answer(Call call, FileAppeal.Result result) {
    return switch (result) {
      case FileAppeal.Result.Filed(Appeal appeal) ->
          HttpResponse.<Object>created(new Received(appeal.id(), appeal.receivedAt()));
      case FileAppeal.Result.NoParty _ -> Problem.answer(call, ProblemKind.NOT_FOUND, NO_PARTY);
      case FileAppeal.Result.TooLate _ -> Problem.answer(call, ProblemKind.FORBIDDEN, TOO_LATE);
      case FileAppeal.Result.Twice _ -> Problem.answer(call, ProblemKind.CONFLICT, TWICE);
    };
  }
}
