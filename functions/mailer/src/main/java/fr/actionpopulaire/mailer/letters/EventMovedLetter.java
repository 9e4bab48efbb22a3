package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Outbox.Queued;
import fr.actionpopulaire.mail.Mail;
import fr.actionpopulaire.mail.Mail.Block;
import fr.actionpopulaire.mail.Mail.Block.Fact;
import fr.actionpopulaire.mail.Mail.Block.Facts;
import fr.actionpopulaire.mail.Mail.Block.Link;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To somebody who answered an event that was moved, before and after. Moved once more before this
 * leaves, it is told by the later message alone.
 */
@Singleton
final class EventMovedLetter {

  private final Addressees addressees;
  private final Events events;
  private final Answers answers;
  private final Clock clock;

  EventMovedLetter(Addressees addressees, Events events, Answers answers, Clock clock) {
    this.addressees = addressees;
    this.events = events;
    this.answers = answers;
    this.clock = clock;
  }

  Letter write(Queued message) {
    int sequence = Integer.parseInt(about(message, "sequence"));
    Optional<Event> event =
        events
            .find(about(message, "event"))
            .filter(found -> found.takesAnswers(clock.instant()))
            .filter(found -> found.sequence() == sequence);
    Optional<Member> member =
        event.isEmpty() ? Optional.empty() : addressees.memberWantingNotices(message);
    Optional<Answer> answer =
        member.flatMap(told -> answers.find(about(message, "event"), told.id()));
    if (event.isEmpty() || member.isEmpty() || answer.isEmpty()) {
      return new Letter.Nobody();
    }
    Event now = event.get().asSeenBy(null, answer.get());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph("Bonjour " + member.get().personal().firstName() + ","));
    blocks.add(new Paragraph("L’événement auquel vous avez répondu a changé."));
    boolean knewWhere = !message.about().containsKey("address") || answer.get().isAccepted();
    blocks.add(
        new Facts(facts(message.about(), knewWhere ? message.about().get("place") : null, now)));
    if (now.addressHidden() && !answer.get().isAccepted()) {
      blocks.add(
          new Paragraph(
              "L’adresse exacte, qui a pu changer, est sur la page une fois votre réponse"
                  + " acceptée."));
    } else if (message.about().containsKey("link")) {
      blocks.add(new Paragraph("Le lien pour participer en ligne a changé : il est sur la page."));
    }
    blocks.add(
        new Link(
            "Voir l’événement, ou dire que vous ne venez plus",
            addressees.page("/evenements/" + now.id())));
    return new Letter.To(
        member.get().email(),
        new Mail("Changement : " + now.title(), addressees.toMember(member.get()), blocks));
  }

  /** What is the same as before is told once. */
  private static List<Fact> facts(
      Map<String, String> before, @Nullable String placeBefore, Event now) {
    String when = FrenchTime.span(now.startsAt(), now.endsAt(), now.timeZone());
    String wasWhen =
        FrenchTime.span(
            instant(before, "startsAt"),
            instant(before, "endsAt"),
            ZoneId.of(Objects.requireNonNull(before.get("timeZone"))));
    String where = where(now.place(), now.commune());
    String wasWhere = where(placeBefore, Objects.requireNonNull(before.get("commune")));
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Quoi", now.title()));
    if (!when.equals(wasWhen)) {
      facts.add(new Fact("Avant", wasWhen));
    }
    facts.add(new Fact(when.equals(wasWhen) ? "Quand" : "Maintenant", when));
    if (!where.equals(wasWhere)) {
      facts.add(new Fact("Lieu d’avant", wasWhere));
    }
    facts.add(new Fact(where.equals(wasWhere) ? "Où" : "Nouveau lieu", where));
    return facts;
  }

  private static String where(@Nullable String place, String code) {
    String commune = Communes.embedded().byCode(code).map(Commune::name).orElse(code);
    return place == null ? commune : place + ", " + commune;
  }

  private static Instant instant(Map<String, String> about, String name) {
    return Instant.ofEpochMilli(Long.parseLong(Objects.requireNonNull(about.get(name))));
  }

  private static String about(Queued message, String name) {
    return Objects.requireNonNull(message.about().get(name), name);
  }
}
