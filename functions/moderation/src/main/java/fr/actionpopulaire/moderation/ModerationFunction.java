package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/**
 * For staff only, behind a function URL that asks for a signature (AWS_IAM). Every call names an
 * actor, or is refused.
 */
public final class ModerationFunction extends HttpFunction {

  /**
   * As the platform starts it. The priming request names no actor, so the door refuses it; a
   * reading through the door would leave its line in the audit. The queue is read behind it.
   */
  public ModerationFunction() {
    super(
        "GET /v1/moderation/reports",
        "POST /v1/moderation/reports/00000000000000000000000000/decision {}");
    Priming.run(() -> getApplicationContext().getBean(Notices.class).open(1, null));
  }

  ModerationFunction(ApplicationContext context) {
    super(context);
  }
}
