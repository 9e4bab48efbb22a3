package fr.actionpopulaire.local.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function URL.
 *
 * @param signed whether callers must sign (AuthType AWS_IAM)
 * @param cors what browsers of other origins may do, if anything
 */
public record FunctionUrl(boolean signed, @Nullable Cors cors) {
  /**
   * Exact origins; methods and headers as they are announced; seconds a preflight may be
   * remembered.
   */
  public record Cors(
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      boolean credentials,
      int maxAge) {}
}
