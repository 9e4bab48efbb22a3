package fr.actionpopulaire.feedback;

import fr.actionpopulaire.feedback.Notifications.Notification;
import fr.actionpopulaire.lambda.TriggerFunction;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what SES tells of our mails through its topic, at least once and in any order: told twice,
 * it is done once. What cannot be taken fails the run after the rest has been taken, so that the
 * platform tries again and then keeps it in the failure queue; no log holds any of it.
 */
public final class FeedbackFunction extends TriggerFunction<Notifications, FeedbackSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(FeedbackFunction.class);

  private static final Argument<Notifications> PAYLOAD = Argument.of(Notifications.class);
  private static final String LIKELY = "{\"Records\":[{\"Sns\":{\"Message\":\"\"}}]}";

  @Inject @Nullable TakeFeedback takeFeedback;

  /** As the platform starts it, primed by an event about a mail nobody sent. */
  public FeedbackFunction() {
    super(PAYLOAD, LIKELY, FeedbackSummary.EMPTY);
    Priming.start(getApplicationContext().getBean(TakeFeedback.class)::prime);
  }

  FeedbackFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  @Override
  public FeedbackSummary execute(Notifications notifications) {
    if (takeFeedback == null) {
      throw new IllegalStateException("Not started");
    }
    FeedbackSummary whole = FeedbackSummary.EMPTY;
    int failed = 0;
    List<Notification> all = notifications.all();
    for (Notification notification : all) {
      try {
        whole = whole.plus(takeFeedback.run(notification.message()));
      } catch (RuntimeException e) {
        failed++;
        LOG.error("Feedback not taken: {}", e.getClass().getSimpleName());
      }
    }
    LOG.info(
        "Feedback: bounces {}, complaints {}, ignored {}, failed {}",
        whole.bounces(),
        whole.complaints(),
        whole.ignored(),
        failed);
    if (failed > 0) {
      throw new IllegalStateException(failed + " of " + all.size() + " not taken");
    }
    return whole;
  }
}
