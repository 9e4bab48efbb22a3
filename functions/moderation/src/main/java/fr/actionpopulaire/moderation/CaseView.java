package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Claims.Claim;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Escalations.Escalation;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Notice;
import fr.actionpopulaire.dynamodb.ReportedThings.Mention;
import fr.actionpopulaire.web.StatementView;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one needs to decide a report, and nobody's identity.
 *
 * @param event what is reported, as it stands now; {@code null} for a page, or an event that is
 *     gone
 * @param escalation whom staff told, when the report speaks of a danger; {@code null} otherwise
 * @param sameThing every report about the same thing, this one among them, oldest first
 * @param decidedOnThing what was decided on the same thing and holds, newest first, 20 at most
 * @param decidedOnAuthor what else was decided about the same author and holds, newest first, 20 at
 *     most
 */
@Serdeable
record CaseView(
    QueueView.ItemView report,
    @Nullable EventView event,
    @Nullable EscalationView escalation,
    List<MentionView> sameThing,
    List<StatementView> decidedOnThing,
    List<StatementView> decidedOnAuthor) {

  /**
   * An event as its page shows it, or would.
   *
   * @param status {@code published}, {@code cancelled} or {@code hidden}
   * @param reason why it is cancelled or hidden, {@code null} otherwise
   */
  @Serdeable
  record EventView(
      String id,
      String status,
      String title,
      String description,
      @Nullable String place,
      @Nullable String onlineUrl,
      @Nullable String accessibility,
      String commune,
      Instant startsAt,
      Instant endsAt,
      String organiser,
      @Nullable String reason) {

    private static EventView of(Event event) {
      return new EventView(
          event.id(),
          event.status().code(),
          event.title(),
          event.description(),
          event.place(),
          event.onlineUrl(),
          event.accessibility(),
          event.commune(),
          event.startsAt(),
          event.endsAt(),
          event.displayName(),
          event.reason());
    }
  }

  /**
   * A report about the same thing.
   *
   * @param status {@code open} or {@code decided}
   */
  @Serdeable
  record MentionView(String report, String status, String ground, Instant receivedAt) {

    private static MentionView of(Mention mention) {
      return new MentionView(
          mention.report(),
          mention.isOpen() ? "open" : "decided",
          mention.ground().code(),
          mention.receivedAt());
    }
  }

  static CaseView of(
      Notice notice,
      @Nullable Claim claim,
      @Nullable Event event,
      @Nullable Escalation escalation,
      List<Mention> mentions,
      List<Decision> onThing,
      List<Decision> onAuthor) {
    return new CaseView(
        QueueView.ItemView.of(notice, claim),
        event == null ? null : EventView.of(event),
        escalation == null ? null : EscalationView.of(escalation),
        mentions.stream().map(MentionView::of).toList(),
        onThing.stream().map(StatementView::of).toList(),
        onAuthor.stream().map(StatementView::of).toList());
  }
}
