package fr.actionpopulaire.signup;

import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import jakarta.inject.Singleton;

/** Ends the session a request was made with. */
@Singleton
final class SignOut {

  private final Doorkeeper doorkeeper;
  private final Sessions sessions;

  SignOut(Doorkeeper doorkeeper, Sessions sessions) {
    this.doorkeeper = doorkeeper;
    this.sessions = sessions;
  }

  /** Whether there was a session to end; its token is worth nothing from now on. */
  boolean end(Call call) {
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> false;
      case Holder.Verified verified -> {
        sessions.end(verified.session());
        yield true;
      }
      case Holder.SignedIn signedIn -> {
        sessions.end(signedIn.session());
        yield true;
      }
    };
  }
}
