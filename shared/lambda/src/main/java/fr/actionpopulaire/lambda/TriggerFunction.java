package fr.actionpopulaire.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import fr.actionpopulaire.dynamodb.StoreRehearsal;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.core.type.Argument;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A function that a schedule, a stream, a topic or an upload wakes. Its constructor without
 * arguments goes on to prime what it does.
 *
 * <p>Payload and answer are JSON as this house reads and writes it elsewhere; the platform's
 * runtime client would load hundreds of classes of its own for the library's event types, in every
 * start (ADR 0067).
 *
 * @param <I> what it reads of the payload
 * @param <O> what it answers
 */
public abstract class TriggerFunction<I, O> extends MicronautRequestHandler<I, O>
    implements RequestStreamHandler {

  private final Argument<I> payload;

  /**
   * Starts as the platform does, and is primed by reading one payload and writing one answer,
   * without doing anything.
   *
   * @param payload the type of {@code likely}, of which only as much need be there as is read
   */
  protected TriggerFunction(Argument<I> payload, String likely, O answer) {
    StoreRehearsal rehearsal = StoreRehearsal.begin();
    this.payload = payload;
    super();
    rehearsal.end();
    Priming.run(() -> readAndWrite(likely, answer));
  }

  /** Starts in a context made by the caller, unprimed. */
  protected TriggerFunction(Argument<I> payload, ApplicationContext context) {
    super(context);
    this.payload = payload;
  }

  /**
   * What the platform calls.
   *
   * @throws IllegalStateException when the payload is no JSON or has another type where a field
   *     stands that is read; it does not say what stood there
   */
  @Override
  public void handleRequest(InputStream from, OutputStream to, @Nullable Context context)
      throws IOException {
    json().writeValue(to, handleRequest(read(from), context));
  }

  private I read(InputStream from) {
    try {
      return json().readValue(from, payload);
    } catch (IOException e) {
      // Not as the cause: it may quote what could not be read, and failures are logged.
      throw new IllegalStateException("Payload not read: " + e.getClass().getSimpleName());
    }
  }

  private void readAndWrite(String likely, O answer) {
    try {
      var unused = read(new ByteArrayInputStream(likely.getBytes(UTF_8)));
      json().writeValue(OutputStream.nullOutputStream(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonMapper json() {
    return getApplicationContext().getBean(JsonMapper.class);
  }

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    return Beans.onDemand();
  }
}
