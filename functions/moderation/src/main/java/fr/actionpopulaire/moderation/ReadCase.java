package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Claims;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Escalations;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.Notices;
import fr.actionpopulaire.dynamodb.ReportedThings;
import fr.actionpopulaire.dynamodb.ReportedThings.Mention;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what one needs to know to decide a report. */
@Singleton
final class ReadCase {

  /** Decisions shown on the thing, and as many on its author. */
  private static final int DECISIONS = 20;

  private final Notices notices;
  private final ReportedThings things;
  private final Claims claims;
  private final Events events;
  private final Decisions decisions;
  private final Escalations escalations;

  ReadCase(
      Notices notices,
      ReportedThings things,
      Claims claims,
      Events events,
      Decisions decisions,
      Escalations escalations) {
    this.escalations = escalations;
    this.notices = notices;
    this.things = things;
    this.claims = claims;
    this.events = events;
    this.decisions = decisions;
  }

  /**
   * A case.
   *
   * @param author whose publication is reported, {@code null} for a page
   */
  record Case(CaseView view, @Nullable String author) {}

  /** The case of a report; empty when there is no such report, or no longer. */
  Optional<Case> read(String report) {
    return RandomId.isOne(report) ? notices.find(report).map(this::read) : Optional.empty();
  }

  private Case read(Notice notice) {
    List<Mention> mentions = things.about(notice.target());
    Event event = notice.target().event().flatMap(events::find).orElse(null);
    String author = event == null ? null : event.organiser();
    List<Decision> onThing = newest(mentions.stream().flatMap(this::decision));
    List<Decision> onAuthor =
        author == null
            ? List.of()
            : newest(
                decisions.about(author).stream()
                    .filter(Decision::holds)
                    .filter(
                        decision ->
                            !decision.target().subject().equals(notice.target().subject())));
    return new Case(
        CaseView.of(
            notice,
            claims.on(List.of(notice.target())).get(notice.target().subject().path()),
            event,
            notice.danger() ? escalations.find(notice.id()).orElse(null) : null,
            mentions,
            onThing,
            onAuthor),
        author);
  }

  /** Those of its own: what only follows another one says the same again. */
  private Stream<Decision> decision(Mention mention) {
    return mention.decision() == null
        ? Stream.empty()
        : decisions.find(mention.report(), mention.decision()).stream()
            .filter(decision -> decision.follows() == null);
  }

  private static List<Decision> newest(Stream<Decision> some) {
    return some.sorted(Comparator.comparing(Decision::decidedAt).reversed())
        .limit(DECISIONS)
        .toList();
  }
}
