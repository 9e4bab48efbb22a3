package fr.actionpopulaire.settings;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.PollingDays;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The campaign record: the template's parameters, as environment variables. A moved ballot is one
 * changed parameter. A missing fact stops the function while it starts.
 */
@Factory
final class CampaignFactory {

  /** Gives way to others, so that tests can take the calendar away. */
  @Singleton
  @Secondary
  PollingDays pollingDays() {
    return PollingDays.embedded();
  }

  /** At every start: a function that lacks one of these facts must not be deployed. */
  @Context
  Campaign campaign(
      @Value("${campaign.id}") String id,
      @Value("${campaign.name}") String name,
      @Value("${candidate}") String candidate,
      @Value("${party}") String party,
      @Value("${election}") String election,
      @Value("${ballots}") String ballots,
      @Value("${controller}") String controller,
      @Value("${rights.contact}") String rightsContact,
      @Value("${endorsement.source}") String endorsementSource) {
    return new Campaign(
        id,
        name,
        candidate,
        party,
        election,
        Arrays.stream(ballots.split(",")).map(String::strip).map(LocalDate::parse).toList(),
        controller,
        rightsContact,
        endorsementSource);
  }
}
