package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a member comes to, waits for or organises, as a calendar that stays up to date. */
@Singleton
final class MemberCalendar {

  /** A calendar that was not looked at for a week still learns what was called off. */
  private static final Duration BACK = Duration.ofDays(7);

  /** Events in one calendar, the next ones first; nobody comes to so many. */
  static final int MOST = 200;

  private final Answers answers;
  private final Events events;
  private final CoOrganisers coOrganisers;
  private final Clock clock;

  MemberCalendar(Answers answers, Events events, CoOrganisers coOrganisers, Clock clock) {
    this.answers = answers;
    this.events = events;
    this.coOrganisers = coOrganisers;
    this.clock = clock;
  }

  /**
   * An event of somebody's.
   *
   * @param answer what they answered, {@code null} when they only organise it
   */
  record Entry(Event event, @Nullable Answer answer) {

    boolean isWaiting() {
      return answer != null && answer.status() == Answer.Status.WAITLISTED;
    }
  }

  /** The calendar; {@code origin} is where the pages are. */
  String of(String member, String origin) {
    Instant now = clock.instant();
    Map<String, Answer> given =
        answers.of(member).stream().collect(Collectors.toMap(Answer::event, Function.identity()));
    Set<String> ids = new LinkedHashSet<>(given.keySet());
    ids.addAll(events.organisedBy(member));
    ids.addAll(coOrganisers.eventsOf(member));
    List<Entry> entries =
        events.findAll(ids).values().stream()
            .filter(event -> event.endsAt().isAfter(now.minus(BACK)))
            .sorted(Comparator.comparing(Event::startsAt).thenComparing(Event::id))
            .limit(MOST)
            .map(event -> entry(event, member, given.get(event.id())))
            .toList();
    return EventCalendar.of(entries, origin, now);
  }

  /** Whoever reads the calendar sees of a hidden address what its member may see. */
  private static Entry entry(Event event, String member, @Nullable Answer answer) {
    return new Entry(event.asSeenBy(member, answer), answer);
  }
}
