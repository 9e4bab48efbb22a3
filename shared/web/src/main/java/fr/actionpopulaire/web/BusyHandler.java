package fr.actionpopulaire.web;

import fr.actionpopulaire.dynamodb.Busy;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A database that cannot follow is a reason to wait, not an error. */
@Singleton
final class BusyHandler implements ExceptionHandler<Busy, HttpResponse<Object>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<Object> handle(HttpRequest request, Busy busy) {
    return ProblemProcessor.busy(Call.of(request));
  }
}
