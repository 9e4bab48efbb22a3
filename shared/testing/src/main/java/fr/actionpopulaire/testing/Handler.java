package fr.actionpopulaire.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/**
 * Calls a function as Lambda does, in this JVM: in the tests of {@code functions/<name>} under the
 * role the template gives that function, so that a request it does not grant fails as it would when
 * deployed. What tests call through beans or clients of their own is not bounded.
 */
public final class Handler {

  private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;

  private Handler(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
    this.function = function;
  }

  /** For an HTTP function. */
  public static Handler of(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
    return new Handler(function);
  }

  /** Sends that payload. */
  public Response call(Payload payload) {
    return call(payload.event());
  }

  /** Sends that event. */
  public Response call(APIGatewayV2HTTPEvent event) {
    return new Response(UnderRole.own(() -> function.handleRequest(event, context())));
  }

  /** Runs a function that a trigger calls. */
  public static <I, O> O run(RequestHandler<I, O> function, I event) {
    return run(function, event, context());
  }

  /** The same with what the test wants Lambda to tell, as little time left. */
  public static <I, O> O run(RequestHandler<I, O> function, I event, Context context) {
    return UnderRole.own(() -> function.handleRequest(event, context));
  }

  /** What Lambda tells a function about one run; 30 s are left, whenever it is asked. */
  public static Context context() {
    return new TestContext();
  }
}
