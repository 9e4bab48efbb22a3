package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The organiser calls an event off; those who answered are told by mail. */
@Singleton
final class CancelEvent {

  /** Somebody else may write the event at the same moment, but not so often in a row. */
  private static final int TRIES = 4;

  /** In electoral silence nobody's words are published, whatever was sent (rule B5). */
  private static final String IN_SILENCE = "Annulé pendant la réserve électorale.";

  private final Store store;
  private final Events events;
  private final Silence silence;
  private final Clock clock;

  CancelEvent(Store store, Events events, Silence silence, Clock clock) {
    this.store = store;
    this.events = events;
    this.silence = silence;
    this.clock = clock;
  }

  sealed interface Result {
    /** Cancelled now, or before: the first reason stands; in electoral silence, a fixed one. */
    record Cancelled(Event event) implements Result {}

    record Unknown() implements Result {}

    record NotOrganiser() implements Result {}

    /** Over, or hidden by a decision. */
    record Closed() implements Result {}

    record Invalid(Findings findings) implements Result {}

    /** Written by others each time. */
    record Changing() implements Result {}
  }

  Result cancel(String id, String member, @Nullable String sentReason) {
    Findings findings = new Findings();
    String reason =
        findings.require(
            "/reason",
            sentReason,
            text -> PlainText.line(text, 1, 300),
            "",
            new Words(
                "Dites pourquoi, en une ligne de 300 caractères au plus.",
                "Say why, in one line of 300 characters at most."));
    DraftReader.checkNumber("/reason", reason, findings);
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<Event> found = events.find(id);
      if (found.isEmpty()) {
        return new Result.Unknown();
      }
      Event event = found.get();
      if (!event.isRunBy(member)) {
        return new Result.NotOrganiser();
      }
      if (!findings.isEmpty()) {
        return new Result.Invalid(findings);
      }
      if (event.status() == EventStatus.CANCELLED) {
        return new Result.Cancelled(event);
      }
      if (!event.takesAnswers(clock.instant())) {
        return new Result.Closed();
      }
      String told = silence.now().isPresent() ? IN_SILENCE : reason;
      if (store.transact(events.cancel(event, told)).isWritten()) {
        return new Result.Cancelled(event.cancelled(told));
      }
    }
    return new Result.Changing();
  }
}
