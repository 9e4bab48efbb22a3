package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.List;

/**
 * A message between a member and those who run an event, as it was written.
 *
 * @param author member id; never shown
 * @param recipients member ids, one at least, one mail for each; never shown
 * @param byCrew whether its author wrote it as one of those who run the event
 * @param named whether its author, a member, lets their first name stand under it
 * @param answered whether somebody has answered it: a message has one answer at most
 */
public record RelayedMessage(
    String id,
    String event,
    String author,
    List<String> recipients,
    boolean byCrew,
    boolean named,
    String text,
    Instant sentAt,
    boolean answered) {

  public RelayedMessage {
    recipients = List.copyOf(recipients);
  }

  /** The path of its page, by which it is reported; nobody reads it there without a key. */
  public String path() {
    return "/evenements/" + event + "/messages/" + id;
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "RelayedMessage[…]";
  }
}
