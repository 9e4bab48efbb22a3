package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.mail.Mail;
import java.util.List;

/** What a message becomes once the people and things it speaks of have been looked up. */
public sealed interface Letter {

  /** A mail to one person. */
  record To(EmailAddress address, Mail mail) implements Letter {}

  /** Nothing: whom or what it was about is gone, or the person wants no such mail. */
  record Nobody() implements Letter {}

  /** One message for each person concerned. */
  record ForEach(List<Message> messages) implements Letter {}
}
