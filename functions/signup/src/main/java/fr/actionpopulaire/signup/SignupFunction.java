package fr.actionpopulaire.signup;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lets people in: a code by e-mail, an account for whoever supports the candidacy, a session. */
public final class SignupFunction extends HttpFunction {

  /** As the platform starts it, primed by a code nobody is sent and one nobody was. */
  public SignupFunction() {
    super(
        "GET /inscription",
        "GET /v1/communes?postalCode=75011",
        "GET /v1/consents",
        "POST /v1/codes {\"email\":\"nobody@priming.invalid\"}",
        "POST /v1/codes/00000000000000000000000000 {\"code\":\"00000000\"}",
        "POST /v1/members {}");
  }

  SignupFunction(ApplicationContext context) {
    super(context);
  }
}
