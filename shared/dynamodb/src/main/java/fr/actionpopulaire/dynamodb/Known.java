package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Sessions.Holder;
import java.util.Optional;

/**
 * Whose token it is, with what they told us.
 *
 * @param member empty for whoever is no member, and once their key is gone
 */
public record Known(Holder holder, Optional<Member> member) {

  /** Whoever has no token. */
  public static Known nobody() {
    return new Known(new Holder.Nobody(), Optional.empty());
  }
}
