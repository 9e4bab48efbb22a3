package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.mail.Mail.Block.Fact;
import fr.actionpopulaire.mail.Mail.Block.Facts;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What, when and where, as every mail about an event tells it. */
final class EventFacts {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu 'à' HH'h'mm", Locale.FRENCH);

  private EventFacts() {}

  /** As everybody may know it: a hidden address is left out. */
  static Facts of(Event event) {
    return seen(event.asSeenByAnybody());
  }

  /** As the one who answered so may know it. */
  static Facts of(Event event, Answer answer) {
    return seen(event.asSeenBy(null, answer));
  }

  private static Facts seen(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Quoi", event.title()));
    facts.addAll(withoutTitle(event).facts());
    return new Facts(facts);
  }

  /** When, and in which commune: not a word of the organiser's. */
  static Facts bare(Event event) {
    return new Facts(
        List.of(
            new Fact("Quand", WHEN.format(event.startsAt().atZone(event.timeZone()))),
            new Fact("Où", commune(event))));
  }

  /** When and where alone. */
  private static Facts withoutTitle(Event event) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Quand", WHEN.format(event.startsAt().atZone(event.timeZone()))));
    String commune = commune(event);
    String place = event.place();
    facts.add(new Fact("Où", place == null ? commune : place + ", " + commune));
    if (event.addressHidden() && place == null && event.onlineUrl() == null) {
      facts.add(new Fact("Adresse exacte", "sur la page, une fois votre réponse acceptée"));
    }
    return new Facts(facts);
  }

  private static String commune(Event event) {
    return Communes.embedded().byCode(event.commune()).map(Commune::name).orElse(event.commune());
  }
}
