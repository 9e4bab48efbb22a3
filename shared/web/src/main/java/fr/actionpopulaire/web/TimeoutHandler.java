package fr.actionpopulaire.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** A service that did not answer in time is a reason to wait, too. */
@Singleton
final class TimeoutHandler
    implements ExceptionHandler<ApiCallTimeoutException, HttpResponse<Object>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<Object> handle(HttpRequest request, ApiCallTimeoutException late) {
    return ProblemProcessor.busy(Call.of(request));
  }
}
