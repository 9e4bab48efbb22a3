package fr.actionpopulaire.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Calls a function as Lambda does, in this JVM: in the tests of {@code functions/<name>} under the
 * role the template gives that function, so that a request it does not grant fails as it would when
 * deployed. What tests call through beans or clients of their own is not bounded.
 */
public final class Handler {

  private static final PojoSerializer<APIGatewayV2HTTPEvent> EVENTS =
      JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPEvent.class);
  private static final PojoSerializer<APIGatewayV2HTTPResponse> RESPONSES =
      JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPResponse.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestStreamHandler function;

  private Handler(RequestStreamHandler function) {
    this.function = function;
  }

  /** For an HTTP function. */
  public static Handler of(RequestStreamHandler function) {
    return new Handler(function);
  }

  /** Sends that payload. */
  public Response call(Payload payload) {
    return call(payload.event());
  }

  /** Sends that event, as the JSON the platform would send. */
  public Response call(APIGatewayV2HTTPEvent event) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream();
    EVENTS.toJson(event, payload);
    byte[] response = UnderRole.own(() -> answer(payload.toByteArray()));
    return new Response(RESPONSES.fromJson(new ByteArrayInputStream(response)));
  }

  private byte[] answer(byte[] payload) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(payload), response, context());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return response.toByteArray();
  }

  /** Wakes a function that a trigger calls with that payload, as the platform would. */
  public static JsonNode wake(RequestStreamHandler function, JsonNode payload) {
    byte[] sent = payload.toString().getBytes(StandardCharsets.UTF_8);
    byte[] answer = UnderRole.own(() -> new Handler(function).answer(sent));
    try {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a function that a trigger calls with what it reads of a payload. */
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
