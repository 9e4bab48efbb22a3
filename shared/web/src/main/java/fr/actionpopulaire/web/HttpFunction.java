package fr.actionpopulaire.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import fr.actionpopulaire.dynamodb.MadeUpStore;
import fr.actionpopulaire.dynamodb.StoreRehearsal;
import fr.actionpopulaire.lambda.Beans;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.SerdeImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A function behind both doors, the front door (HTTP API) and its own function URL. What every
 * request and answer have in common happens here: the gate that turns away what no controller
 * should see, cookies in the form each door gives and wants them, security headers.
 */
@SerdeImport(value = APIGatewayV2HTTPResponse.class, deserializable = false)
public abstract class HttpFunction extends APIGatewayV2HTTPEventFunction
    implements RequestStreamHandler {

  /**
   * Starts as the platform does, loads the house's classes and asks for what people ask for first,
   * as a {@link Stranger} whom nothing is written for, so that none of them waits for it.
   *
   * @param first what is asked most: a method, a space, a path with its query, and for what takes a
   *     body another space and the body
   * @param others requests that are asked too, which nobody is made to wait for
   */
  @SuppressWarnings("this-escape") // the handler is complete once super() returns
  protected HttpFunction(String first, String... others) {
    StoreRehearsal rehearsal = StoreRehearsal.begin();
    super();
    rehearsal.end();
    Priming.start(() -> ask(Stranger.asking(first)));
    for (String request : others) {
      Priming.runAhead(() -> ask(Stranger.asking(request)));
    }
  }

  /** Starts in a context made by the caller, unprimed. */
  protected HttpFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Beans.onDemand();
  }

  /**
   * Asks for what is there, since that goes further than what is not: {@link MadeUpStore}, and
   * nothing is sent. To be called by constructors, for what takes a first request so long on its
   * slice of a processor that whoever waits for the start has it back.
   *
   * @param requests like the constructor's, each to be answered with 200
   */
  protected final void askMadeUp(String... requests) {
    for (String request : requests) {
      Priming.runAlone(
          MadeUpStore::answer,
          () -> {
            int status = ask(Stranger.madeUp(request));
            if (status != 200) {
              throw new IllegalStateException("Not found while priming: " + status);
            }
          });
    }
  }

  /** The same; if somebody waits for the start, nothing is asked. */
  protected final void askAhead(String... requests) {
    Priming.runAhead(() -> askMadeUp(requests));
  }

  private int ask(InputStream payload) {
    JsonMapper json = getApplicationContext().getBean(JsonMapper.class);
    try {
      APIGatewayV2HTTPResponse response = handleRequest(DoorPayload.read(json, payload), null);
      DoorPayload.write(json, OutputStream.nullOutputStream(), response);
      return response.getStatusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the platform calls: the payload as it comes, the response as it goes. */
  @Override
  public void handleRequest(InputStream payload, OutputStream response, @Nullable Context context)
      throws IOException {
    JsonMapper json = getApplicationContext().getBean(JsonMapper.class);
    DoorPayload.write(json, response, handleRequest(DoorPayload.read(json, payload), context));
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
