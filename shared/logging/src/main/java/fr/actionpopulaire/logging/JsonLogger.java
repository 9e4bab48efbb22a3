package fr.actionpopulaire.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Writes what is at least INFO as one line of JSON: {@code level}, {@code logger}, {@code message},
 * {@code requestId} (the platform's), {@code correlationId} (as the client got it), {@code
 * exception}.
 *
 * <p>Nothing personal may come through here (ASVS 16.2.5). What our own classes say is theirs to
 * answer for; of others, libraries above all, only the sentence is written, never the values they
 * put into it, and of an exception never the message: both may repeat what somebody sent.
 */
final class JsonLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  private static final String OURS = "fr.actionpopulaire.";

  /** Enough to find the place; the rest is the framework calling us. */
  private static final int FRAMES = 12;

  JsonLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    JsonLine line =
        new JsonLine()
            .with("level", level.name())
            .with("logger", name)
            .with("message", name.startsWith(OURS) ? formatted(message, arguments) : message)
            .with("requestId", MDC.get("AWSRequestId"))
            .with("correlationId", MDC.get("correlationId"));
    if (thrown != null) {
      line.with("exception", told(thrown));
    }
    line.print();
  }

  private static @Nullable String formatted(
      @Nullable String message, Object @Nullable [] arguments) {
    return MessageFormatter.basicArrayFormat(message, arguments);
  }

  /** Classes and places, causes included; no messages. */
  private static String told(Throwable thrown) {
    StringBuilder told = new StringBuilder();
    int depth = 0;
    for (Throwable one = thrown; one != null && depth < 5; one = one.getCause(), depth++) {
      told.append(depth == 0 ? "" : "\ncaused by ").append(one.getClass().getName());
      StackTraceElement[] frames = one.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        told.append("\n  at ").append(frames[i]);
      }
    }
    return told.toString();
  }
}
