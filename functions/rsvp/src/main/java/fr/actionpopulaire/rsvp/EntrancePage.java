package fr.actionpopulaire.rsvp;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.dynamodb.Closing.State;
import fr.actionpopulaire.dynamodb.Event;
import java.time.Instant;
import java.util.List;

/**
 * What an organiser reads about those who come to their event, on a screen or as a sheet to sign.
 *
 * @param canClose whether the event could still take answers, so that closing means something
 * @param forgotten whether nobody is known any more
 * @param forgetsOn the day from which nobody is known
 * @param sheet counted from 0
 */
public record EntrancePage(
    String event,
    String title,
    String when,
    int confirmed,
    int present,
    State closing,
    boolean canClose,
    boolean forgotten,
    String forgetsOn,
    List<Expected> expected,
    int sheet,
    boolean hasNext) {

  static EntrancePage of(ListExpected.Result.Sheet list, int sheet, Instant now) {
    Event event = list.event();
    Instant end = event.endsAt().plusSeconds(RetentionRule.ANSWERS.seconds());
    return new EntrancePage(
        event.id(),
        event.status() == EventStatus.HIDDEN ? "Événement masqué" : event.title(),
        FrenchTime.span(event.startsAt(), event.endsAt(), event.timeZone()),
        list.confirmed(),
        list.present(),
        event.closing().state(),
        event.takesAnswers(now),
        !now.isBefore(end),
        FrenchTime.date(end.atZone(event.timeZone()).toLocalDate()),
        list.expected(),
        sheet,
        list.hasNext());
  }

  /** How many people come, in words. */
  public String comers() {
    return confirmed < 2 ? confirmed + " personne vient" : confirmed + " personnes viennent";
  }
}
