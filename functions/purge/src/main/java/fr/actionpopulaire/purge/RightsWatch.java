package fr.actionpopulaire.purge;

import fr.actionpopulaire.dynamodb.RightsRequests;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when requests about people's data are still unanswered seven days before their month ends,
 * and when it has ended (CNIL A15). Each run says it again until they are answered.
 */
@Singleton
final class RightsWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);

  private final RightsRequests requests;

  RightsWatch(RightsRequests requests) {
    this.requests = requests;
  }

  /** The words are what the alarms listen for: see {@code RightsDueSoonFilter} in the template. */
  RightsRequests.Waiting tell() {
    RightsRequests.Waiting waiting = requests.waiting();
    if (waiting.near() > 0) {
      LOG.warn("Rights requests due soon: {}", waiting.near());
    }
    if (waiting.late() > 0) {
      LOG.error("Rights requests overdue: {}", waiting.late());
    }
    return waiting;
  }
}
