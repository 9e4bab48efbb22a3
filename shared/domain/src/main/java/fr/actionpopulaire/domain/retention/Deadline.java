package fr.actionpopulaire.domain.retention;

import fr.actionpopulaire.domain.campaign.Campaign;
import java.time.Instant;

/**
 * When a record must be gone: at a date of its own, with the campaign whenever that ends, or at the
 * later of the two. Only {@link RetentionRule} makes deadlines; the store reads them back.
 */
public sealed interface Deadline {

  /** Gone at this instant: visible before it, invisible from it on. */
  record At(Instant instant) implements Deadline {
    @Override
    public Instant in(Campaign campaign) {
      return instant;
    }
  }

  /** Gone when the campaign ends; carries no date, so that a moved ballot moves it. */
  record CampaignEnd() implements Deadline {
    @Override
    public Instant in(Campaign campaign) {
      return campaign.end();
    }
  }

  /**
   * Gone at this instant, or with the campaign should that end later; a moved ballot may move it.
   */
  record AfterCampaign(Instant instant) implements Deadline {
    @Override
    public Instant in(Campaign campaign) {
      return instant.isAfter(campaign.end()) ? instant : campaign.end();
    }
  }

  /** The instant this deadline stands for today. */
  Instant in(Campaign campaign);

  /** Whether a record with this deadline has expired: true from the instant itself on. */
  default boolean hasPassed(Instant now, Campaign campaign) {
    return !now.isBefore(in(campaign));
  }
}
