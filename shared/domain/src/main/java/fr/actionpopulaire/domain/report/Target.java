package fr.actionpopulaire.domain.report;

import fr.actionpopulaire.domain.RandomId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a notice points at: the path of a page or of a {@code /v1} resource of this site, at most
 * 200 characters, never another site. The exact place the DSA asks for (art. 16(2)(b)).
 *
 * @param path begins with one slash; letters, digits and {@code . _ ~ -} between slashes
 */
public record Target(String path) {

  private static final int MAX = 200;
  private static final Pattern FORM = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
  private static final Pattern EVENT =
      Pattern.compile("/(?:evenements|v1/events)/([0-9a-z]{26})(?:\\.ics)?(?:/(?!messages/).*)?");
  private static final Pattern MESSAGE =
      Pattern.compile("/(?:evenements|v1/events)/([0-9a-z]{26})/messages/([0-9a-z]{26})(?:/.*)?");

  public Target {
    if (path.length() > MAX || !FORM.matcher(path).matches()) {
      throw new IllegalArgumentException("Not a path of this site");
    }
  }

  /** Reads what was sent; empty when it is no path of this site. */
  public static Optional<Target> parse(String sent) {
    String path = sent.strip();
    return path.length() <= MAX && FORM.matcher(path).matches()
        ? Optional.of(new Target(path))
        : Optional.empty();
  }

  /** A message about an event: it is its author's, and nothing of the event's. */
  public record Message(String event, String id) {}

  /**
   * What a decision on it is about: of everything that belongs to an event the event's page, a
   * message about one, and every other page itself. Notices with one subject are dealt with
   * together.
   */
  public Target subject() {
    return event()
        .map(event -> new Target("/evenements/" + event))
        .or(
            () ->
                message()
                    .map(one -> new Target("/evenements/" + one.event() + "/messages/" + one.id())))
        .orElse(this);
  }

  /** The message this is; empty for everything else. */
  public Optional<Message> message() {
    Matcher matcher = MESSAGE.matcher(path);
    return matcher.matches() && RandomId.isOne(matcher.group(1)) && RandomId.isOne(matcher.group(2))
        ? Optional.of(new Message(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The id of the event this is, or belongs to; empty for messages and every other page. */
  public Optional<String> event() {
    Matcher matcher = EVENT.matcher(path);
    return matcher.matches() && RandomId.isOne(matcher.group(1))
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }
}
