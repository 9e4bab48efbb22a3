package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** To somebody who answered an event that is cancelled. */
@Singleton
final class EventCancelledLetter {

  private final Addressees addressees;
  private final Events events;
  private final ElectoralPause pause;

  EventCancelledLetter(Addressees addressees, Events events, ElectoralPause pause) {
    this.addressees = addressees;
    this.events = events;
    this.pause = pause;
  }

  Letter write(Queued message) {
    Optional<Event> event = events.find(Objects.requireNonNull(message.about().get("event")));
    Optional<Member> member = addressees.memberWantingNotices(message);
    if (event.isEmpty() || member.isEmpty()) {
      return new Letter.Nobody();
    }
    if (pause.isOn()) {
      return neutral(event.get(), member.get());
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Bonjour " + member.get().personal().firstName() + ","));
    blocks.add(new Paragraph("L’événement auquel vous aviez répondu est annulé."));
    blocks.add(EventFacts.of(event.get()));
    String reason = event.get().reason();
    if (reason != null) {
      blocks.add(new Paragraph("Raison donnée : " + reason));
    }
    blocks.add(new Link("Trouver une autre action", addressees.page("/evenements")));
    return new Letter.To(
        member.get().email(),
        new Mail("Annulé : " + event.get().title(), addressees.toMember(member.get()), blocks));
  }

  /**
   * In electoral silence people must still learn that nothing takes place (rule B5): when and
   * where, not a word of the organiser's, and nothing to come to instead.
   */
  private Letter neutral(Event event, Member member) {
    return new Letter.To(
        member.email(),
        new Mail(
            "Un événement est annulé",
            new Mail.Nature.Owed(Mail.Source.ACCOUNT),
            List.of(
                new Paragraph("Bonjour " + member.personal().firstName() + ","),
                new Paragraph("Un événement auquel vous aviez répondu est annulé."),
                EventFacts.bare(event),
                new Link("Voir sa page", addressees.page("/evenements/" + event.id())))));
  }
}
