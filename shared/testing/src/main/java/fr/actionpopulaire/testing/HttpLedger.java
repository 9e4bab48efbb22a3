package fr.actionpopulaire.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger of a function behind HTTP. Its operations are the routes its controllers declare, and
 * each call is noted under the one that answers it. Pages are held to 30,000 bytes, and to ask
 * nothing of anybody else.
 */
public final class HttpLedger extends Ledger {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final Handler handler;
  private final Router router;

  /** A ledger of the function of that folder, as it runs in that context. */
  public HttpLedger(TestAws aws, String function, Handler handler, ApplicationContext context) {
    super(
        aws,
        function,
        routes(context.getBean(Router.class))
            .map(HttpLedger::operation)
            .collect(Collectors.toSet()));
    this.handler = handler;
    router = context.getBean(Router.class);
  }

  /** A page as a browser asks for it whose session this is; nobody's when the token is empty. */
  public static Payload page(String path, String token) {
    Payload page = Payload.get(path).header("accept", "text/html,application/xhtml+xml");
    return token.isEmpty() ? page : page.cookie("__Host-session", token);
  }

  /** A page's form as a browser sends it. */
  public static Payload form(String path, String token, Map<String, String> fields) {
    Payload form = Payload.post(path).form(fields).header("origin", ORIGIN);
    return token.isEmpty() ? form : form.cookie("__Host-session", token);
  }

  /** Sends that payload and measures what it costs. */
  public Response call(Payload payload) {
    return call("", payload.event());
  }

  /** The same for one of several cases of an operation. */
  public Response call(String which, Payload payload) {
    return call(which, payload.event());
  }

  /** The same for an event. */
  public Response call(String which, APIGatewayV2HTTPEvent event) {
    Response answer = answer(which, event);
    if (answer.status() >= 400) {
      fault(name(which, event) + " was answered " + answer);
    }
    return answer;
  }

  /** The same for what is refused: that costs something too. */
  public Response refusal(String which, Payload payload) {
    Response answer = answer(which, payload.event());
    if (answer.status() < 400) {
      fault(name(which, payload.event()) + " was answered " + answer);
    }
    return answer;
  }

  private Response answer(String which, APIGatewayV2HTTPEvent event) {
    String name = name(which, event);
    Response answer = run(name, () -> handler.call(event));
    PageRules.broken(answer).forEach(broken -> fault(name + ": " + broken));
    return answer;
  }

  private String name(String which, APIGatewayV2HTTPEvent event) {
    String method = event.getRequestContext().getHttp().getMethod();
    String operation = operation(method, event.getRawPath());
    return which.isEmpty() ? operation : operation + ", " + which;
  }

  private String operation(String method, String path) {
    return routes(router)
        .filter(route -> route.getHttpMethodName().equals(method))
        .filter(route -> route.tryMatch(path) != null)
        .map(HttpLedger::operation)
        .max(Comparator.comparingInt(HttpLedger::literals))
        .orElse(method + " $default");
  }

  private static int literals(String operation) {
    return operation.replaceAll("\\{[^}]*}", "").length();
  }

  /** What is deployed: a HEAD is answered as its GET, and tests have routes of their own. */
  private static Stream<UriRouteInfo<?, ?>> routes(Router router) {
    return router
        .uriRoutes()
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .filter(route -> isDeployed(route.getDeclaringType()));
  }

  private static boolean isDeployed(Class<?> controller) {
    return controller.getPackageName().startsWith("fr.actionpopulaire")
        && !controller
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath()
            .contains("/test-classes/");
  }

  /** As {@code GET /v1/events/{id}}, what a parameter must look like left out. */
  private static String operation(UriRouteInfo<?, ?> route) {
    return route.getHttpMethodName()
        + " "
        + route.getUriMatchTemplate().toPathString().replaceAll("\\{([^:}]*):[^}]*}", "{$1}");
  }
}
