package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Page;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns members who agreed to be contacted again that their account is about to be deleted: at each
 * of {@link RetentionRule#WARNINGS} before their day, once for that day whatever is repeated. Of
 * warnings that were missed only the last is sent. A member who does something meanwhile has
 * another day: the mailer looks again before it sends.
 */
@Singleton
final class Warnings {

  private static final int PAGE = 100;

  private final Store store;
  private final Members members;
  private final MemberRetention retention;
  private final RunningTime time;
  private final Workers workers;
  private final Clock clock;
  private final Campaign campaign;

  Warnings(
      Store store,
      Members members,
      MemberRetention retention,
      RunningTime time,
      Workers workers,
      Clock clock,
      Campaign campaign) {
    this.store = store;
    this.members = members;
    this.retention = retention;
    this.time = time;
    this.workers = workers;
    this.clock = clock;
    this.campaign = campaign;
  }

  /**
   * Puts every warning that is due into the outbox, or only counts those that would be.
   *
   * @param from the first day that may not have been looked at
   * @return whether everything was looked at before time ran out
   */
  boolean send(LocalDate from, boolean dryRun, Count count) {
    return workers.all(partitions(from), partition -> look(partition, dryRun, count)).stream()
        .allMatch(Boolean::booleanValue);
  }

  /**
   * Where those are whose day is near. While the campaign is on they are found with it, and
   * nobody's day comes before its end.
   */
  private List<String> partitions(LocalDate from) {
    Instant now = clock.instant();
    if (now.plus(RetentionRule.WARNINGS.getFirst()).isBefore(campaign.end())) {
      return List.of();
    }
    List<String> partitions = new ArrayList<>(ExpiryBucket.campaignPartitions());
    if (!now.isBefore(campaign.end())) {
      for (Duration ahead : RetentionRule.WARNINGS) {
        LocalDate last = now.plus(ahead).atOffset(ZoneOffset.UTC).toLocalDate();
        from.plusDays(ahead.toDays())
            .datesUntil(last.plusDays(1))
            .forEach(day -> partitions.addAll(ExpiryBucket.partitions(day)));
      }
    }
    return partitions.stream().distinct().toList();
  }

  private boolean look(String partition, boolean dryRun, Count count) {
    Query query = Query.all(Table.PEOPLE, partition).atMost(PAGE);
    while (time.isLeft()) {
      Page page = store.query(query);
      List<String> near =
          page.rows().stream()
              .filter(row -> Members.KIND.equals(row.textOrNull("kind")))
              .filter(row -> row.deadline().flatMap(this::warning).isPresent())
              .map(row -> row.text("id"))
              .toList();
      members.accounts(near).forEach(account -> warn(account, dryRun, count));
      if (page.next() == null) {
        return true;
      }
      query = query.after(page.next());
    }
    return false;
  }

  private void warn(Account account, boolean dryRun, Count count) {
    Deadline deadline = retention.of(account);
    Optional<Duration> ahead = warning(deadline);
    if (ahead.isEmpty()) {
      return;
    }
    Instant due = deadline.in(campaign);
    Write message =
        Outbox.put(
            new Outbox.Message(
                Outbox.Kind.DELETION_NEAR,
                new Outbox.Recipient.Member(account.id()),
                account.id() + "#" + due.toEpochMilli() + "#" + ahead.get().toDays(),
                Map.of("due", Long.toString(due.toEpochMilli())),
                clock.instant()));
    if (dryRun || store.write(message).isWritten()) {
      count.warned();
    }
  }

  /** Which warning the time is for: the last whose moment has come; none for other members. */
  private Optional<Duration> warning(Deadline deadline) {
    Instant now = clock.instant();
    if (!(deadline instanceof Deadline.AfterCampaign) || deadline.hasPassed(now, campaign)) {
      return Optional.empty();
    }
    return RetentionRule.WARNINGS.reversed().stream()
        .filter(ahead -> !now.isBefore(deadline.in(campaign).minus(ahead)))
        .findFirst();
  }
}
