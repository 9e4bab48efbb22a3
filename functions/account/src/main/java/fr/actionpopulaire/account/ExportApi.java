package fr.actionpopulaire.account;

import fr.actionpopulaire.dynamodb.Known;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** A copy of everything, to keep or to take elsewhere; also while suspended. */
@Controller("/v1/me/export")
final class ExportApi {

  private final Doorkeeper doorkeeper;
  private final ExportMember exportMember;

  ExportApi(Doorkeeper doorkeeper, ExportMember exportMember) {
    this.doorkeeper = doorkeeper;
    this.exportMember = exportMember;
  }

  @Get
  @Operation(summary = "Everything kept about you, and nothing about others, as a file")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ExportView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  MutableHttpResponse<Object> export(HttpRequest<?> request) {
    Call call = Call.of(request);
    Known known = doorkeeper.known(call);
    return switch (doorkeeper.memberEvenSuspended(call, known.holder())) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted _ ->
          known
              .member()
              .map(exportMember::export)
              .<MutableHttpResponse<Object>>map(
                  view ->
                      HttpResponse.<Object>ok()
                          .header(
                              "content-disposition", "attachment; filename=\"mes-donnees.json\"")
                          .body(view))
              .orElseGet(
                  () ->
                      Problem.answer(
                          call,
                          ProblemKind.UNAUTHENTICATED,
                          new Words("Ce compte n’existe plus.", "This account no longer exists.")));
    };
  }
}
