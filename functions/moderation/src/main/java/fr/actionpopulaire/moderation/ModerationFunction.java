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

  private static final String NOBODYS = "0".repeat(26);

  /**
   * As the platform starts it. The door refuses who names no actor, as the first request does. What
   * is read behind it is a report that cannot exist, so that nothing of the queue is kept; ahead of
   * time a queue that is made up is read through the door, and the line that leaves in the audit is
   * not written.
   */
  public ModerationFunction() {
    super(
        "GET /v1/moderation/reports?status=open",
        "POST /v1/moderation/reports/00000000000000000000000000/decision {}");
    Priming.run(() -> getApplicationContext().getBean(Notices.class).find(NOBODYS));
    askAhead("GET /v1/moderation/reports?status=open");
  }

  ModerationFunction(ApplicationContext context) {
    super(context);
  }
}
