package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.domain.report.StatementOfReasons;
import fr.actionpopulaire.dynamodb.Decision;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.HiddenEvents;
import fr.actionpopulaire.dynamodb.HiddenTexts;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a measure writes, each provided that nobody changed what it touches since it was read. */
@Singleton
final class Effects {

  /** Writes one transaction has room for besides the decision itself; DynamoDB takes 100. */
  static final int ROOM = 75;

  private final Events events;
  private final HiddenEvents hiddenEvents;
  private final HiddenTexts hiddenTexts;

  Effects(Events events, HiddenEvents hiddenEvents, HiddenTexts hiddenTexts) {
    this.events = events;
    this.hiddenEvents = hiddenEvents;
    this.hiddenTexts = hiddenTexts;
  }

  /**
   * An event hidden already, by another report, goes on saying why it was first, for as long as the
   * longer of the two lasts.
   */
  List<Write> hide(Event event, String decision, StatementOfReasons statement, Instant now) {
    Instant until = Decision.end(statement.term(), now);
    return event.status() == EventStatus.HIDDEN
        ? hiddenEvents.prolong(event, until)
        : HiddenEvents.hide(event, decision, HiddenBecause.of(statement), until);
  }

  /** The description gives way to a notice that says so. */
  List<Write> hideText(Event event, StatementOfReasons statement) {
    return hiddenTexts.hide(event, HiddenBecause.ofText(statement));
  }

  /** A shorter suspension never ends a longer one. */
  static Write suspend(Account account, StatementOfReasons statement, Instant now) {
    Instant until = Decision.end(statement.term(), now);
    Instant standing = account.suspendedUntil();
    return Members.suspend(account, standing != null && standing.isAfter(until) ? standing : until);
  }

  /**
   * A closed account is suspended for good and its events to come are hidden.
   *
   * @return empty when they are too many for one transaction: hide some of them first
   */
  Optional<List<Write>> close(
      Account account, String decision, StatementOfReasons statement, Instant now) {
    List<Write> writes = new ArrayList<>();
    writes.add(suspend(account, statement, now));
    for (Event event : of(account.id())) {
      if (event.endsAt().isAfter(now)) {
        writes.addAll(hide(event, decision, statement, now));
      }
    }
    return writes.size() > ROOM ? Optional.empty() : Optional.of(writes);
  }

  /** Every event of a member, whatever became of it: one query, two requests for up to 50. */
  List<Event> of(String member) {
    return events.findAll(events.organisedBy(member)).values().stream().toList();
  }
}
