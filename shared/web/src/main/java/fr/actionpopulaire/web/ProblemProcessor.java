package fr.actionpopulaire.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Turns whatever the framework refuses (no such route, wrong method or media type, unreadable body)
 * into a problem, or a page that says so where a browser asked for one. The framework's own message
 * is dropped: it quotes what was sent.
 */
@Singleton
final class ProblemProcessor implements ErrorResponseProcessor<Object> {

  private final Pages pages;

  ProblemProcessor(Pages pages) {
    this.pages = pages;
  }

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    ProblemKind kind = ProblemKind.ofStatus(response.code());
    Call call = Call.of(request);
    MutableHttpResponse<Object> answer =
        Pages.areWanted(call)
            ? pages.problem(kind, detail(kind))
            : Problem.answer(call, kind, detail(kind));
    response
        .getHeaders()
        .forEachValue(
            (name, value) -> {
              if (!name.equalsIgnoreCase("content-type")) {
                answer.header(name, value);
              }
            });
    return answer;
  }

  private static Words detail(ProblemKind kind) {
    return switch (kind) {
      case MALFORMED ->
          new Words(
              "Le contenu n’a pas la forme attendue : JSON invalide, champ inconnu ou manquant, ou"
                  + " valeur d’un autre type.",
              "The content has not the expected form: invalid JSON, unknown or missing field, or a"
                  + " value of another type.");
      case NOT_FOUND -> new Words("Il n’y a rien à cette adresse.", "There is nothing here.");
      case METHOD_NOT_ALLOWED ->
          new Words("Cette méthode n’existe pas ici.", "This method does not exist here.");
      case UNSUPPORTED_MEDIA_TYPE ->
          new Words("Envoyez du JSON (application/json).", "Send JSON (application/json).");
      case BUSY -> new Words("Réessayez dans un instant.", "Try again in a moment.");
      case INTERNAL ->
          new Words(
              "L’erreur est notée ; réessayez plus tard.", "The error is noted; try again later.");
      case UNAUTHENTICATED,
          FORBIDDEN,
          FOREIGN_ORIGIN,
          WRONG_CODE,
          NOT_ENDORSED,
          SUSPENDED,
          REPORTING_SUSPENDED,
          NOT_ACCEPTABLE,
          ALREADY_MEMBER,
          EVENT_CLOSED,
          EVENT_FULL,
          FROZEN,
          ALREADY_DECIDED,
          CLAIMED,
          CONFLICT,
          IN_PROGRESS,
          CODE_SPENT,
          STALE,
          TOO_LARGE,
          INVALID,
          KEY_REUSED,
          PRECONDITION_REQUIRED,
          TOO_MANY_REQUESTS ->
          kind.title();
    };
  }

  static HttpResponse<Object> busy(Call call) {
    return Problem.answer(call, ProblemKind.BUSY, detail(ProblemKind.BUSY))
        .header("retry-after", "2");
  }
}
