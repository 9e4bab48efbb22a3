package fr.actionpopulaire.mail;

import fr.actionpopulaire.domain.campaign.Campaign;
import java.util.Map;

/**
 * Who writes and for whom, as every mail must say (CNIL A13). There is none with a blank line, so
 * there is no layout and no mail without one.
 *
 * @param sender address mails come from
 * @param name what the network calls itself
 * @param candidate whose candidacy is supported
 * @param party party or group behind it
 * @param election the election concerned
 * @param controller who is responsible for the data, with postal address
 * @param rightsContact where rights are exercised
 * @param endorsementSource where endorsers' data came from
 */
public record Imprint(
    String sender,
    String name,
    String candidate,
    String party,
    String election,
    String controller,
    String rightsContact,
    String endorsementSource) {

  public Imprint {
    Map.of(
            "sender", sender,
            "name", name,
            "candidate", candidate,
            "party", party,
            "election", election,
            "controller", controller,
            "rights contact", rightsContact,
            "data source", endorsementSource)
        .forEach(
            (what, value) -> {
              if (value.isBlank()) {
                throw new IllegalArgumentException("A mail cannot be without its " + what);
              }
            });
  }

  /** The imprint of that campaign's mails from that address. */
  public static Imprint of(Campaign campaign, String sender) {
    return new Imprint(
        sender,
        campaign.name(),
        campaign.candidate(),
        campaign.party(),
        campaign.election(),
        campaign.controller(),
        campaign.rightsContact(),
        campaign.endorsementSource());
  }
}
