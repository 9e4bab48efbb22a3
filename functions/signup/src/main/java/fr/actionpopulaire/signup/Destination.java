package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.web.Call;

/**
 * Where somebody goes once they are signed in: to the event whose poster or page sent them here, or
 * to their account. Only an event's id travels, in the query of our links and in our forms, and it
 * is nothing but an id: no link can make this site send anybody elsewhere.
 *
 * @param event its id; empty for none
 */
public record Destination(String event) {

  private static final String FIELD = "evenement";

  /** The event a form or a link names; none when it has not the form of an id. */
  static Destination of(Call call) {
    String named = call.query(FIELD).orElseGet(() -> call.form().getOrDefault(FIELD, ""));
    return new Destination(RandomId.isOne(named) ? named : "");
  }

  /** Whether an event is named. */
  public boolean isEvent() {
    return !event.isEmpty();
  }

  /** A page of ours on the way there. */
  public String by(String page) {
    return isEvent() ? page + "?" + FIELD + "=" + event : page;
  }

  /** The page at the end of the way. */
  String path() {
    return isEvent() ? "/evenements/" + event + "/participation" : "/compte";
  }
}
