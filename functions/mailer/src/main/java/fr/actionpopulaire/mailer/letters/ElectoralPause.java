package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.ElectoralFreeze;
import fr.actionpopulaire.domain.event.PollingDays;
import fr.actionpopulaire.mail.Mail.Nature;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * When campaign mail may not leave (Code électoral, L49 2°): what decides is the moment of
 * dispatch, not of writing. SES tries for so long at most to deliver a campaign mail, so the last
 * one leaves that much earlier. Without a calendar that can be read, none leaves.
 */
@Singleton
public final class ElectoralPause {

  /** The template's {@code MaxDeliverySeconds} of campaign mail; a test compares the two. */
  public static final Duration LONGEST_DELIVERY = Duration.ofHours(4);

  private final Campaign campaign;
  private final PollingDays days;
  private final Clock clock;

  ElectoralPause(Campaign campaign, PollingDays days, Clock clock) {
    this.campaign = campaign;
    this.days = days;
    this.clock = clock;
  }

  /** Whether campaign mail must wait now. */
  public boolean isOn() {
    return !days.isReadable()
        || ElectoralFreeze.from(clock.instant(), LONGEST_DELIVERY, campaign).isPresent();
  }

  /** Whether a mail must wait now: codes and what is owed never do. */
  public boolean holds(Nature nature) {
    return switch (nature) {
      case Nature.Campaign _ -> isOn();
      case Nature.Neutral _, Nature.Owed _ -> false;
    };
  }
}
