package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Debrief;
import fr.actionpopulaire.dynamodb.Debriefs;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Those who ran an event tell, once it is over, what came of it: for themselves and each other, so
 * nobody else reads it.
 */
@Singleton
final class WriteDebrief {

  private static final int MOST_PEOPLE = 100_000;
  private static final int MOST_THINGS = 1_000_000;

  private static final Words PEOPLE =
      new Words("Combien de personnes, de 0 à 100 000.", "How many people, 0 to 100000.");

  private static final Words AT_MOST_CAME =
      new Words("Pas plus que de personnes en tout.", "No more than the people who came in all.");

  private static final Words THINGS =
      new Words("Un nombre de 0 à 1 000 000.", "A number from 0 to 1000000.");

  private static final Words NOTES =
      new Words(
          "2000 caractères au plus, sans balises.", "2000 characters at most, without markup.");

  private final Events events;
  private final Debriefs debriefs;
  private final Clock clock;

  WriteDebrief(Events events, Debriefs debriefs, Clock clock) {
    this.events = events;
    this.debriefs = debriefs;
    this.clock = clock;
  }

  sealed interface Result {
    record Written(Event event, Debrief debrief) implements Result {}

    /** Nobody has written anything yet. */
    record Nothing(Event event) implements Result {}

    record Unknown() implements Result {}

    record NotOrganiser() implements Result {}

    /** Not over, or it did not take place. */
    record NotOver() implements Result {}

    record Invalid(Findings findings) implements Result {}

    /** The organiser has left, and with them the key that would seal notes. */
    record Gone() implements Result {}
  }

  Result read(String id, String member) {
    Result looked = look(id, member);
    return looked instanceof Result.Nothing(Event event)
        ? debriefs
            .find(event)
            .<Result>map(debrief -> new Result.Written(event, debrief))
            .orElse(looked)
        : looked;
  }

  Result write(String id, String member, DebriefView.Sent sent) {
    Findings findings = new Findings();
    Integer came = findings.require("/came", sent.came(), n -> within(n, MOST_PEOPLE), 0, PEOPLE);
    @Nullable Integer newPeople =
        findings.accept("/newPeople", sent.newPeople(), n -> within(n, came), AT_MOST_CAME);
    @Nullable Integer leaflets = things(findings, "/leaflets", sent.leaflets());
    @Nullable Integer doors = things(findings, "/doors", sent.doors());
    @Nullable Integer posters = things(findings, "/posters", sent.posters());
    @Nullable String notes =
        findings.accept(
            "/notes",
            sent.notes() == null || sent.notes().isBlank() ? null : sent.notes(),
            text -> PlainText.text(text, 0, 2000),
            NOTES);
    Result looked = look(id, member);
    if (!(looked instanceof Result.Nothing(Event event))) {
      return looked;
    }
    if (!findings.isEmpty()) {
      return new Result.Invalid(findings);
    }
    Debrief debrief =
        new Debrief(
            came, newPeople, leaflets, doors, posters, notes, Instant.ofEpochMilli(clock.millis()));
    return debriefs.write(event, debrief) ? new Result.Written(event, debrief) : new Result.Gone();
  }

  private Result look(String id, String member) {
    Optional<Event> found = RandomId.isOne(id) ? events.find(id) : Optional.empty();
    if (found.isEmpty()) {
      return new Result.Unknown();
    }
    Event event = found.get();
    if (!event.isRunBy(member)) {
      return new Result.NotOrganiser();
    }
    boolean over =
        event.status() == EventStatus.PUBLISHED && !clock.instant().isBefore(event.endsAt());
    return over ? new Result.Nothing(event) : new Result.NotOver();
  }

  private static @Nullable Integer things(
      Findings findings, String pointer, @Nullable Integer sent) {
    return findings.accept(pointer, sent, n -> within(n, MOST_THINGS), THINGS);
  }

  private static Optional<Integer> within(Integer number, int most) {
    return Optional.of(number).filter(n -> n >= 0 && n <= most);
  }
}
