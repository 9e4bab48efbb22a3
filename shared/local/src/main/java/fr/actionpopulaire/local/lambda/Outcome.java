package fr.actionpopulaire.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;

/** What one invocation came to; {@code payload} is JSON as the Invoke API would hand it out. */
public sealed interface Outcome {
  byte[] payload();

  /** The handler returned this. */
  record Answered(byte[] payload) implements Outcome {}

  /**
   * The handler threw, ran out of time, or its process ended: the payload has errorType and
   * errorMessage.
   */
  record Failed(byte[] payload) implements Outcome {
    static Failed because(String errorType, String errorMessage) {
      return new Failed(
          JsonNodeFactory.instance
              .objectNode()
              .put("errorType", errorType)
              .put("errorMessage", errorMessage)
              .toString()
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
