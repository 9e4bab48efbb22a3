package fr.actionpopulaire.moderation;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/**
 * For staff only, behind a function URL that asks for a signature (AWS_IAM). Every call names an
 * actor, or is refused.
 */
public final class ModerationFunction extends HttpFunction {

  /** As the platform starts it; primed by a call without actor, which is refused. */
  public ModerationFunction() {
    super("/v1/moderation/reports");
  }

  ModerationFunction(ApplicationContext context) {
    super(context);
  }
}
