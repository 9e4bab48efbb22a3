package fr.actionpopulaire.domain.staff;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who of staff acted: the role they took and the name of their session, which the identity provider
 * sets. Only somebody who signed in with their second factor holds such a session; a permanent
 * user, the account's root and a service hold none, so none of them is an actor.
 *
 * @param role the role's name, without its path
 * @param session the name of the session: 2 to 64 characters of {@code A-Za-z0-9_+=,.@-}
 */
public record Actor(String role, String session) {

  /** The only form the platform gives to a role's session (IAM identifiers). */
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:sts::[0-9]{12}:assumed-role/([A-Za-z0-9_+=,.@-]{1,64})/([A-Za-z0-9_+=,.@-]{2,64})");

  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z0-9_+=,.@-]{1,64})/([A-Za-z0-9_+=,.@-]{2,64})");

  public Actor {
    if (!TEXT.matcher(role + '/' + session).matches()) {
      throw new IllegalArgumentException("Not the names of a role and its session");
    }
  }

  /** The actor behind an ARN; empty when it is not exactly the session of a role. */
  public static Optional<Actor> ofArn(String arn) {
    return read(ARN, arn);
  }

  /** Reads {@link #text()} back. */
  public static Optional<Actor> of(String text) {
    return read(TEXT, text);
  }

  private static Optional<Actor> read(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    return matcher.matches()
        ? Optional.of(new Actor(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** As decisions and the audit trail keep it: {@code Moderator/jo}. */
  public String text() {
    return role + '/' + session;
  }
}
