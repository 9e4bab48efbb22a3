package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import fr.actionpopulaire.mail.Mail.Block.Quote;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a member writes to those who run an event, or what they answer (CNIL A20): the words, and a
 * link to answer by. Neither has the other's address, in the mail or its headers.
 */
@Singleton
final class RelayedLetter {

  private final Addressees addressees;
  private final Events events;
  private final Members members;
  private final RelayedMessages messages;

  RelayedLetter(Addressees addressees, Events events, Members members, RelayedMessages messages) {
    this.addressees = addressees;
    this.events = events;
    this.members = members;
    this.messages = messages;
  }

  Letter write(Queued message) {
    String about = Objects.requireNonNull(message.about().get("event"));
    Optional<RelayedMessage> found =
        messages.find(about, Objects.requireNonNull(message.about().get("message")));
    Optional<Event> event =
        found.isEmpty()
            ? Optional.empty()
            : events.find(about).filter(one -> one.status() != EventStatus.HIDDEN);
    Optional<Member> to =
        event.isEmpty() ? Optional.empty() : addressees.memberWantingNotices(message);
    if (to.isEmpty()) {
      return new Letter.Nobody();
    }
    return messages
        .answerPath(found.get(), to.get().id())
        .map(path -> letter(found.get(), event.get(), to.get(), path))
        .orElseGet(Letter.Nobody::new);
  }

  private Letter letter(RelayedMessage message, Event event, Member to, String path) {
    String until =
        FrenchTime.moment(
            message.sentAt().plusSeconds(RetentionRule.MESSAGE.seconds()), event.timeZone());
    return new Letter.To(
        to.email(),
        new Mail(
            (message.byCrew() ? "Réponse au sujet de : " : "Un message au sujet de : ")
                + event.title(),
            addressees.toMember(to),
            List.of(
                new Paragraph("Bonjour " + to.personal().firstName() + ","),
                new Paragraph(
                    author(message, event)
                        + " vous écrit au sujet de « "
                        + event.title()
                        + " ». Ces mots sont les siens, nous ne faisons que les transmettre :"),
                new Quote(message.text()),
                new Paragraph(
                    "Ni votre adresse ni la sienne n’ont été communiquées. Pour répondre, passez"
                        + " par ce lien, qui n’est qu’à vous, une fois et jusqu’au "
                        + until
                        + " ; répondre à ce courriel n’atteindrait personne."),
                new Link("Répondre", addressees.page(path)),
                new Link(
                    "Signaler ce message",
                    addressees.page("/signalement?cible=" + message.path())))));
  }

  /** Who runs the event by the name they chose for that, others by theirs if they wish. */
  private String author(RelayedMessage message, Event event) {
    if (message.byCrew()) {
      return message.author().equals(event.organiser())
          ? event.displayName()
          : "Une personne qui co-organise";
    }
    return message.named()
        ? members
            .find(message.author())
            .map(member -> member.personal().firstName())
            .orElse("Une personne inscrite")
        : "Une personne inscrite";
  }
}
