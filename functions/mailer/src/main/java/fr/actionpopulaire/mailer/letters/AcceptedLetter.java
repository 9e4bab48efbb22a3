package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** To somebody whose answer was accepted by the organiser of an event with a hidden address. */
@Singleton
final class AcceptedLetter {

  private final Addressees addressees;
  private final Events events;
  private final Answers answers;
  private final Clock clock;

  AcceptedLetter(Addressees addressees, Events events, Answers answers, Clock clock) {
    this.addressees = addressees;
    this.events = events;
    this.answers = answers;
    this.clock = clock;
  }

  Letter write(Queued message) {
    Optional<Event> event =
        events
            .find(Objects.requireNonNull(message.about().get("event")))
            .filter(found -> found.takesAnswers(clock.instant()));
    Optional<Member> member =
        event.isEmpty() ? Optional.empty() : addressees.memberWantingNotices(message);
    if (member.isEmpty()) {
      return new Letter.Nobody();
    }
    // Withdrawn meanwhile, there is nothing to be told and no address to be shown.
    return answers
        .find(event.get().id(), member.get().id())
        .filter(Answer::isAccepted)
        .map(answer -> letter(event.get(), member.get(), answer))
        .orElseGet(Letter.Nobody::new);
  }

  private Letter letter(Event event, Member member, Answer answer) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Bonjour " + member.personal().firstName() + ","));
    blocks.add(new Paragraph("Votre réponse est acceptée : voici où se retrouver."));
    blocks.add(EventFacts.of(event, answer));
    if (event.onlineUrl() != null) {
      blocks.add(new Paragraph("Le lien pour participer en ligne est sur la page."));
    }
    blocks.add(new Paragraph("Cette adresse n’est pas publique : merci de ne pas la diffuser."));
    blocks.add(
        new Link(
            "Voir l’événement, ou dire que vous ne venez plus",
            addressees.page("/evenements/" + event.id())));
    return new Letter.To(
        member.email(),
        new Mail("Accepté : " + event.title(), addressees.toMember(member), blocks));
  }
}
