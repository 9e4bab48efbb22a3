package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event that takes place several times into separate drafts, each judged by every rule an
 * event is judged by. Times keep what the clocks on the wall show, whether summer time begins or
 * ends between; a month later is the same day of the month, or its last one where it has no such
 * day.
 */
@Singleton
final class Recurrence {

  /** How often in all. All of it is one transaction of a hundred writes, of which each takes 9. */
  static final int MOST = 10;

  /** Longer, an event has more days on which it is listed, and fewer would fit. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final Words TIMES = new Words("De 2 à 10 fois.", "2 to 10 times.");

  private static final Words TOO_LONG =
      new Words(
          "Ce qui se répète dure un jour au plus.", "What is repeated lasts one day at most.");

  private final DraftReader drafts;

  Recurrence(DraftReader drafts) {
    this.drafts = drafts;
  }

  /** How long it is from one time to the next. */
  enum Every {
    WEEK("week"),
    FORTNIGHT("fortnight"),
    MONTH("month");

    private final String code;

    Every(String code) {
      this.code = code;
    }

    static Optional<Every> of(String code) {
      return Arrays.stream(values()).filter(every -> every.code.equals(code)).findFirst();
    }

    /** The same after so many times; counted from the first, so that no day is lost for good. */
    ZonedDateTime after(ZonedDateTime first, int times) {
      return switch (this) {
        case WEEK -> first.plusWeeks(times);
        case FORTNIGHT -> first.plusWeeks(2L * times);
        case MONTH -> first.plusMonths(times);
      };
    }
  }

  /** The drafts, the first one first; empty when there are findings. */
  Optional<List<EventDraft>> read(NewSeries sent, Findings findings) {
    Every every =
        findings.require(
            "/every",
            sent.every(),
            Every::of,
            Every.WEEK,
            new Words(
                "Chaque semaine, toutes les deux semaines ou chaque mois.",
                "Every week, fortnight or month."));
    int times =
        findings.require(
            "/times",
            sent.times(),
            number -> Optional.of(number).filter(n -> n >= 2 && n <= MOST),
            2,
            TIMES);
    @Nullable NewEvent event = sent.event();
    if (event == null) {
      findings.add("/event", new Words("Ce qui se répète.", "What is repeated."));
      return Optional.empty();
    }
    Findings first = new Findings();
    Optional<EventDraft> draft = drafts.read(event, first);
    findings.addAll(first, "/event", words -> words);
    if (draft.isPresent() && draft.get().endsAt().isAfter(draft.get().startsAt().plus(LONGEST))) {
      findings.add("/event/endsAt", TOO_LONG);
    }
    if (draft.isEmpty() || !findings.isEmpty()) {
      return Optional.empty();
    }
    List<EventDraft> all = new ArrayList<>(List.of(draft.get()));
    for (int time = 1; time < times; time++) {
      repeated(event, draft.get(), every, time, findings).ifPresent(all::add);
    }
    return findings.isEmpty() ? Optional.of(all) : Optional.empty();
  }

  private Optional<EventDraft> repeated(
      NewEvent event, EventDraft first, Every every, int time, Findings findings) {
    ZoneId zone = first.timeZone();
    ZonedDateTime start = every.after(first.startsAt().atZone(zone), time);
    // Of what begins on a short month's last day, the end is as far from the start as the first's.
    ZonedDateTime end =
        start
            .plusDays(days(first.startsAt(), first.endsAt(), zone))
            .with(first.endsAt().atZone(zone).toLocalTime());
    Findings found = new Findings();
    Optional<EventDraft> draft =
        drafts.read(
            event.at(start.toOffsetDateTime().toString(), end.toOffsetDateTime().toString()),
            found);
    findings.addAll(
        found,
        "/event",
        words ->
            new Words(
                "Le %s : %s".formatted(FrenchTime.date(start.toLocalDate()), words.fr()),
                "On %s: %s".formatted(start.toLocalDate(), words.en())));
    return draft;
  }

  private static long days(Instant start, Instant end, ZoneId zone) {
    return start.atZone(zone).toLocalDate().until(end.atZone(zone).toLocalDate()).getDays();
  }
}
