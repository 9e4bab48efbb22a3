package fr.actionpopulaire.account;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** One's own account: what is known, what was agreed to, erasure, one-click unsubscription. */
public final class AccountFunction extends HttpFunction {

  /** As the platform starts it; primed by an account that is looked for and one that is made up. */
  public AccountFunction() {
    super(
        "GET /v1/me",
        "GET /v1/unsubscriptions/MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA.0",
        "PATCH /v1/me {}",
        "GET /compte");
    askMadeUp("GET /v1/me");
  }

  AccountFunction(ApplicationContext context) {
    super(context);
  }
}
