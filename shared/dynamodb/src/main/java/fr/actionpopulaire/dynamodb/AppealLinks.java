package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.report.Redress.Party;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;

/**
 * The links by which the two parties of a decision, and nobody else, may appeal. Their keys are
 * derived from the pepper and stored nowhere: 256 bits that say which party holds them and nothing
 * about who that is.
 */
@Singleton
public final class AppealLinks {

  private final Peppers peppers;

  AppealLinks(Peppers peppers) {
    this.peppers = peppers;
  }

  /** The key of one party to a decision: 64 hexadecimal characters. */
  public String key(String decision, Party party) {
    return peppers.keyedHash("appeal", decision + '|' + party.code());
  }

  /** The path of the page where that party may appeal, to follow the front door's address. */
  public String path(String decision, Party party) {
    return "/recours/" + decision + "?cle=" + key(decision, party);
  }

  /** Which party a key belongs to; empty when it opens nothing. */
  public Optional<Party> party(String decision, String key) {
    return Arrays.stream(Party.values())
        .filter(party -> peppers.made(key, "appeal", decision + '|' + party.code()))
        .findFirst();
  }
}
