package fr.actionpopulaire.feedback;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent.SNSRecord;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.trigger.TriggerFunction;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what SES tells of our mails through its topic, at least once and in any order: told twice,
 * it is done once. What cannot be taken fails the run after the rest has been taken, so that the
 * platform tries again and then keeps it in the failure queue; no log holds any of it.
 */
public final class FeedbackFunction extends TriggerFunction<SNSEvent, FeedbackSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(FeedbackFunction.class);

  @Inject @Nullable TakeFeedback takeFeedback;

  /** As the platform starts it, primed by an event about a mail nobody sent. */
  public FeedbackFunction() {
    Priming.start(getApplicationContext().getBean(TakeFeedback.class)::prime);
  }

  FeedbackFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public FeedbackSummary execute(SNSEvent event) {
    if (takeFeedback == null) {
      throw new IllegalStateException("Not started");
    }
    FeedbackSummary whole = FeedbackSummary.EMPTY;
    int failed = 0;
    for (SNSRecord record : event.getRecords()) {
      try {
        whole = whole.plus(takeFeedback.run(record.getSNS().getMessage()));
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
      throw new IllegalStateException(failed + " of " + event.getRecords().size() + " not taken");
    }
    return whole;
  }
}
