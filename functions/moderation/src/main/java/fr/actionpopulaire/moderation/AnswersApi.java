package fr.actionpopulaire.moderation;

import fr.actionpopulaire.web.Call;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers written in advance. They are about nobody, so reading them leaves no line. */
@Controller("/v1/moderation/answers")
final class AnswersApi {

  private final StaffDoor door;
  private final ReadyAnswers answers;

  AnswersApi(StaffDoor door, ReadyAnswers answers) {
    this.door = door;
    this.answers = answers;
  }

  /**
   * All of them.
   *
   * @param next always {@code null}: there is one page
   */
  @Serdeable
  record ListView(List<ReadyAnswers.Answer> items, @Nullable String next) {}

  @Get
  @Operation(summary = "Grounds and words written in advance, to name in a decision")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ListView.class)))
  @ApiResponse(responseCode = "403", description = "Not a session of a staff role")
  MutableHttpResponse<Object> all(HttpRequest<?> request) {
    return door.admit(
        Call.of(request), _ -> HttpResponse.<Object>ok(new ListView(answers.all(), null)));
  }
}
