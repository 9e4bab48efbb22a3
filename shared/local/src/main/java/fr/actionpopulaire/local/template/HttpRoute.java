package fr.actionpopulaire.local.template;

/**
 * One route of the HTTP API.
 *
 * @param method upper case, or {@code ANY}
 * @param path template with {@code {name}} and {@code {name+}} segments, or {@code $default}
 */
public record HttpRoute(String method, String path) {
  /** The route that takes what no other does. */
  public static final String DEFAULT = "$default";

  /** As API Gateway names it in an event: {@code GET /v1/me} or {@code $default}. */
  public String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }
}
