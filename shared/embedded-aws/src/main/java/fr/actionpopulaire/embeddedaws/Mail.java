package fr.actionpopulaire.embeddedaws;

import java.time.Instant;
import java.util.Map;

/**
 * A mail the SES stand-in accepted.
 *
 * @param to its recipients, joined by ", " if there are several
 * @param from the From header as sent, display name included
 * @param subject decoded
 * @param text the plain part, empty if there is none
 * @param html the HTML part, empty if there is none
 * @param headers every further header by the name it was sent under; of a repeated one the last
 * @param options what the request asked of SES besides: {@code ConfigurationSetName}, {@code
 *     OpenTrackingEnabled}, {@code ClickTrackingEnabled}, and each tag as {@code tag:<name>}
 * @param sentAt the stand-in's time, moved by its clock file
 */
public record Mail(
    String to,
    String from,
    String subject,
    String text,
    String html,
    Map<String, String> headers,
    Map<String, String> options,
    Instant sentAt) {

  public Mail {
    headers = Map.copyOf(headers);
    options = Map.copyOf(options);
  }

  /** The value of that header whatever its case, or the empty string. */
  public String header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
