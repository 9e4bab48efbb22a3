package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A function behind both doors, the front door (HTTP API) and its own function URL. What every
 * request and answer have in common happens here: the gate that turns away what no controller
 * should see, cookies in the form each door gives and wants them, security headers.
 */
public abstract class HttpFunction extends APIGatewayV2HTTPEventFunction {

  /**
   * Starts as the platform does and runs one read-only request through the whole path, so that the
   * first person does not pay for class loading.
   *
   * @param primingPath a path of this function that a GET reads from
   */
  @SuppressWarnings("this-escape") // the handler is complete once super() returns
  protected HttpFunction(String primingPath) {
    Priming.run(() -> handleRequest(Gate.reading(primingPath), null));
  }

  /** Starts in a context made by the caller, unprimed. */
  protected HttpFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    if (event.getRequestContext() != null) {
      MDC.put("correlationId", event.getRequestContext().getRequestId());
    }
    try {
      APIGatewayV2HTTPResponse refusal = Gate.refusal(event);
      if (refusal != null) {
        return Answer.finish(event, refusal);
      }
      Gate.unifyCookies(event);
      return Answer.finish(event, super.handleRequest(event, context));
    } finally {
      MDC.remove("correlationId");
    }
  }
}
