package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.mail.Mail;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who a message is for, looked up at the moment of sending: whoever is gone gets nothing. */
@Singleton
final class Addressees {

  private final Members members;
  private final Unsubscriptions unsubscriptions;
  private final String frontDoor;

  Addressees(
      Members members, Unsubscriptions unsubscriptions, @Value("${front.door}") String frontDoor) {
    this.members = members;
    this.unsubscriptions = unsubscriptions;
    this.frontDoor = frontDoor.replaceAll("/+$", "");
  }

  /** The member a message is for, if they are still one. */
  Optional<Member> member(Queued message) {
    return message.recipient() instanceof Recipient.Member(String id)
        ? members.find(id)
        : Optional.empty();
  }

  /** The member a message about events is for, if they still want such messages. */
  Optional<Member> memberWantingNotices(Queued message) {
    return member(message).filter(member -> member.account().eventNotices());
  }

  /** Campaign mail to this member, which they may leave. */
  Mail.Nature toMember(Member member) {
    return new Mail.Nature.Campaign(
        new Mail.Unsubscribe(page("/v1/unsubscriptions/" + unsubscriptions.token(member.id()))));
  }

  /** The address of a page of ours. */
  String page(String path) {
    return frontDoor + path;
  }
}
