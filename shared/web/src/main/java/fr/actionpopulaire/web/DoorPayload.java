package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a door sends for a request, format 2.0: what the framework or we read of it, any of which
 * may be missing. Read by the JSON that controllers have anyway; the platform's runtime client
 * would load 700 classes of its own for it, in every start.
 */
@Serdeable.Deserializable
@JsonIgnoreProperties(ignoreUnknown = true)
record DoorPayload(
    @Nullable String rawPath,
    @Nullable String rawQueryString,
    @Nullable List<String> cookies,
    @Nullable Map<String, @Nullable String> headers,
    @Nullable Map<String, @Nullable String> queryStringParameters,
    @Nullable Asked requestContext,
    @Nullable String body,
    @Nullable Boolean isBase64Encoded) {

  private static final Argument<DoorPayload> PAYLOAD = Argument.of(DoorPayload.class);
  private static final Argument<APIGatewayV2HTTPResponse> RESPONSE =
      Argument.of(APIGatewayV2HTTPResponse.class);

  /** Whom the request was for, and what is known of who sent it. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Asked(
      @Nullable String domainName,
      @Nullable String requestId,
      @Nullable Http http,
      @Nullable Authorizer authorizer) {}

  /** The line of the request, and the address it came from. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Http(@Nullable String method, @Nullable String path, @Nullable String sourceIp) {}

  /** Set by a door that lets in staff only. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Authorizer(@Nullable Iam iam) {}

  /** Under which role somebody of staff came. */
  @Serdeable.Deserializable
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Iam(@Nullable String userArn) {}

  /**
   * @throws IOException when {@code payload} is no JSON or has another type where one of these
   *     fields stands
   */
  static APIGatewayV2HTTPEvent read(JsonMapper json, InputStream payload) throws IOException {
    return json.readValue(payload, PAYLOAD).event();
  }

  static void write(JsonMapper json, OutputStream to, APIGatewayV2HTTPResponse response)
      throws IOException {
    json.writeValue(to, RESPONSE, response);
  }

  private APIGatewayV2HTTPEvent event() {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(rawPath)
        .withRawQueryString(rawQueryString)
        .withCookies(cookies)
        .withHeaders(headers)
        .withQueryStringParameters(queryStringParameters)
        .withRequestContext(requestContext == null ? null : context(requestContext))
        .withBody(body)
        .withIsBase64Encoded(Boolean.TRUE.equals(isBase64Encoded))
        .build();
  }

  private static RequestContext context(Asked asked) {
    Http http = asked.http();
    Iam iam = asked.authorizer() == null ? null : asked.authorizer().iam();
    return RequestContext.builder()
        .withDomainName(asked.domainName())
        .withRequestId(asked.requestId())
        .withHttp(
            http == null
                ? null
                : RequestContext.Http.builder()
                    .withMethod(http.method())
                    .withPath(http.path())
                    .withSourceIp(http.sourceIp())
                    .build())
        .withAuthorizer(
            iam == null
                ? null
                : RequestContext.Authorizer.builder()
                    .withIam(RequestContext.IAM.builder().withUserArn(iam.userArn()).build())
                    .build())
        .build();
  }
}
