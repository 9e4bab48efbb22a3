package fr.actionpopulaire.local.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tells a function what the SES stand-in tells of mails that came back, wrapped as SNS does. Mail
 * to {@code bounce@simulator.amazonses.com} or {@code complaint@simulator.amazonses.com} comes
 * back, with any label before the at sign: {@code bounce+anna@…}.
 */
public final class FeedbackPoller implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String function;
  private final Supplier<List<String>> feedback;
  private final Invoker invoker;
  private final Thread thread;

  private FeedbackPoller(String function, Supplier<List<String>> feedback, Invoker invoker) {
    this.function = function;
    this.feedback = feedback;
    this.invoker = invoker;
    this.thread = Thread.ofVirtual().name("feedback-" + function).unstarted(this::run);
  }

  /**
   * Begins to ask.
   *
   * @param feedback takes what came since it was last asked
   */
  public static FeedbackPoller start(
      String function, Supplier<List<String>> feedback, Invoker invoker) {
    FeedbackPoller poller = new FeedbackPoller(function, feedback, invoker);
    poller.thread.start();
    return poller;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        for (String message : feedback.get()) {
          invoker.invoke(function, event(message).toString().getBytes(StandardCharsets.UTF_8));
        }
      } catch (InterruptedException e) {
        return;
      } catch (IllegalStateException | java.io.UncheckedIOException gone) {
        // The stand-in is going down, or busy: asked again as long as this runs.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** As SNS delivers one message to Lambda. */
  static ObjectNode event(String message) {
    String topic = "arn:aws:sns:%s:%s:mail-feedback".formatted(Workspace.REGION, Workspace.ACCOUNT);
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode entry =
        event
            .putArray("Records")
            .addObject()
            .put("EventSource", "aws:sns")
            .put("EventVersion", "1.0")
            .put("EventSubscriptionArn", topic + ":local");
    entry
        .putObject("Sns")
        .put("Type", "Notification")
        .put("MessageId", UUID.randomUUID().toString())
        .put("TopicArn", topic)
        .put("Message", message)
        .putObject("MessageAttributes");
    return event;
  }
}
