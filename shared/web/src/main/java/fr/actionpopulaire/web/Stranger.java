package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.util.HashMap;
import java.util.Map;

/** Somebody without a session: whom a function is primed by. */
final class Stranger {

  private Stranger() {}

  /**
   * One request.
   *
   * @param request {@code POST /v1/codes {}}: method, path with query, body if any; a body under
   *     {@code /v1/} is JSON, elsewhere a form
   */
  static APIGatewayV2HTTPEvent asking(String request) {
    String[] parts = request.split(" ", 3);
    String method = parts[0];
    int query = parts[1].indexOf('?');
    String path = query < 0 ? parts[1] : parts[1].substring(0, query);
    boolean data = path.startsWith("/v1/");
    Map<String, String> headers = new HashMap<>();
    headers.put("accept", data ? "application/json" : "text/html");
    if (parts.length > 2) {
      headers.put("content-type", data ? "application/json" : "application/x-www-form-urlencoded");
    }
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRawPath(path)
        .withRawQueryString(query < 0 ? "" : parts[1].substring(query + 1))
        .withHeaders(headers)
        .withBody(parts.length > 2 ? parts[2] : null)
        .withRequestContext(
            RequestContext.builder()
                .withDomainName("localhost")
                .withRequestId("priming")
                .withHttp(
                    RequestContext.Http.builder()
                        .withMethod(method)
                        .withPath(path)
                        .withSourceIp("127.0.0.1")
                        .build())
                .build())
        .build();
  }
}
