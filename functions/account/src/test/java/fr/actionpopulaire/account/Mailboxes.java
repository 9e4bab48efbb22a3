package fr.actionpopulaire.account;

import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Outbox.Kind;

/** The codes that arrive at a member's present address and at the one they want. */
final class Mailboxes {

  static final String PRESENT = "11112222";
  static final String NEW = "33334444";

  private final Household house;

  Mailboxes(Household house) {
    this.house = house;
  }

  /** Draws the codes of every request whose code is not drawn, told apart by their address. */
  void draw(String email) {
    for (String hash : house.recipients(Kind.EMAIL_CODE)) {
      house
          .bean(EmailChanges.class)
          .formerAddress(hash)
          .ifPresent(
              address ->
                  house
                      .bean(CodeRequests.class)
                      .draw(hash, 1, address.value().equals(email) ? NEW : PRESENT));
    }
  }
}
