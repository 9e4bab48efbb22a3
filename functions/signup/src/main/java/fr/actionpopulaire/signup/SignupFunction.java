package fr.actionpopulaire.signup;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Lets people in: a code by e-mail, an account for whoever supports the candidacy, a session. */
public final class SignupFunction extends HttpFunction {

  /** As the platform starts it. */
  public SignupFunction() {
    super("/v1/communes?postalCode=75011");
  }

  SignupFunction(ApplicationContext context) {
    super(context);
  }
}
