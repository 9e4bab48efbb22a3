package fr.actionpopulaire.domain.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The one campaign a deployment serves, as the law wants it named in every message.
 *
 * @param id short stable identifier; part of every keyed hash, so that no file can be joined with
 *     another campaign's
 * @param name what the network calls itself
 * @param candidate whose candidacy is supported
 * @param party party or group behind the candidacy
 * @param election the election concerned, in words
 * @param ballots dates of the rounds in order; the last one is the decisive ballot
 * @param controller who is responsible for the data, with postal address (GDPR 13)
 * @param rightsContact e-mail address where rights are exercised
 * @param endorsementSource where the data of endorsers and adherents came from (GDPR 14)
 */
public record Campaign(
    String id,
    String name,
    String candidate,
    String party,
    String election,
    List<LocalDate> ballots,
    String controller,
    String rightsContact,
    String endorsementSource) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  public Campaign {
    ballots = List.copyOf(ballots);
    if (ballots.isEmpty()) {
      throw new IllegalArgumentException("A campaign needs the date of at least one ballot");
    }
    for (String fact :
        List.of(
            id, name, candidate, party, election, controller, rightsContact, endorsementSource)) {
      if (fact.isBlank()) {
        throw new IllegalArgumentException("A campaign fact is blank");
      }
    }
  }

  /** The ballot that ends the campaign. */
  public LocalDate decisiveBallot() {
    return ballots.getLast();
  }

  /**
   * The instant at which every campaign-bound record expires: midnight in Paris after the decisive
   * ballot. Moving the ballot moves this instant, hence every campaign-bound deadline at once.
   */
  public Instant end() {
    return decisiveBallot().plusDays(1).atStartOfDay(PARIS).toInstant();
  }
}
