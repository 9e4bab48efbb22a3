package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** To somebody on the waiting list whose seat came free. */
@Singleton
final class PromotedLetter {

  private final Addressees addressees;
  private final Events events;

  PromotedLetter(Addressees addressees, Events events) {
    this.addressees = addressees;
    this.events = events;
  }

  Letter write(Queued message) {
    Optional<Event> event =
        events
            .find(Objects.requireNonNull(message.about().get("event")))
            .filter(found -> found.status() == EventStatus.PUBLISHED);
    Optional<Member> member = addressees.memberWantingNotices(message);
    if (event.isEmpty() || member.isEmpty()) {
      return new Letter.Nobody();
    }
    return new Letter.To(
        member.get().email(),
        new Mail(
            "Une place s’est libérée : " + event.get().title(),
            addressees.toMember(member.get()),
            List.of(
                new Paragraph("Bonjour " + member.get().personal().firstName() + ","),
                new Paragraph(
                    "Vous étiez sur liste d’attente : une place s’est libérée, elle est à vous."),
                EventFacts.of(event.get()),
                new Link(
                    "Voir l’événement, ou rendre la place si vous ne pouvez plus venir",
                    addressees.page("/evenements/" + event.get().id())))));
  }
}
