package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Sessions;

/**
 * The cookies of the pages. {@code __Host-}: only over HTTPS, only this host, every path, out of
 * reach of scripts (ASVS 3.3). {@code Lax}, so that a link in a mail arrives signed in.
 */
public final class SessionCookie {

  /** Holds the session's token. */
  public static final String NAME = "__Host-session";

  /** Holds the id of the code request, so that only the browser that asked can redeem the code. */
  public static final String REQUEST = "__Host-request";

  private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

  private SessionCookie() {}

  /** The header that keeps a session for its absolute life; its idle limit is the server's. */
  public static String session(Sessions.Token token) {
    return NAME + '=' + token.value() + RULES + RetentionRule.SESSION.seconds();
  }

  /** The header that keeps a code request while it lives. */
  public static String request(String request) {
    return REQUEST + '=' + request + RULES + RetentionRule.CODE_REQUEST.seconds();
  }

  /** The header that forgets a cookie. */
  public static String forget(String name) {
    return name + '=' + RULES + 0;
  }
}
