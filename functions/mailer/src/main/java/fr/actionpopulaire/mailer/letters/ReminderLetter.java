package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * To somebody who comes to an event that begins soon, provided they still do, and it still begins
 * then and has not begun.
 */
@Singleton
final class ReminderLetter {

  private final Addressees addressees;
  private final Events events;
  private final Answers answers;
  private final Clock clock;

  ReminderLetter(Addressees addressees, Events events, Answers answers, Clock clock) {
    this.addressees = addressees;
    this.events = events;
    this.answers = answers;
    this.clock = clock;
  }

  Letter write(Queued message) {
    Instant begins =
        Instant.ofEpochMilli(
            Long.parseLong(Objects.requireNonNull(message.about().get("startsAt"))));
    Instant now = clock.instant();
    Optional<Event> event =
        events
            .find(Objects.requireNonNull(message.about().get("event")))
            .filter(found -> found.takesAnswers(now) && found.startsAt().equals(begins))
            .filter(found -> now.isBefore(begins));
    Optional<Member> member =
        event.isEmpty() ? Optional.empty() : addressees.memberWantingNotices(message);
    if (member.isEmpty()) {
      return new Letter.Nobody();
    }
    return answers
        .find(event.get().id(), member.get().id())
        .filter(answer -> answer.status() == Answer.Status.CONFIRMED)
        .map(answer -> letter(event.get(), member.get(), answer))
        .orElseGet(Letter.Nobody::new);
  }

  private Letter letter(Event event, Member member, Answer answer) {
    return new Letter.To(
        member.email(),
        new Mail(
            "Bientôt : " + event.title(),
            addressees.toMember(member),
            List.of(
                new Paragraph("Bonjour " + member.personal().firstName() + ","),
                new Paragraph("Vous avez dit que vous venez, et c’est bientôt."),
                EventFacts.of(event, answer),
                new Paragraph(
                    "Si vous ne pouvez plus venir, dites-le : quelqu’un d’autre aura votre place."),
                new Link(
                    "Voir l’événement, ou changer ma réponse",
                    addressees.page("/evenements/" + event.id())))));
  }
}
