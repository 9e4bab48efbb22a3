package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Deletes everything whose time is over (CNIL A5, A6): by day what has a date of its own, and once
 * the campaign has ended all that goes with it. Each run starts two days before the last day known
 * to be empty and goes on until nothing is due or time runs out. As it runs every hour, it also
 * says which requests about people's data wait for too long.
 */
@Singleton
final class Purge {

  /** The tables with expiry rows. Events first: a member's seats must not be offered to others. */
  private static final List<Table> BUCKETED = List.of(Table.EVENTS, Table.PEOPLE, Table.MODERATION);

  private static final int OVERLAP_DAYS = 2;

  private final BucketSweep buckets;
  private final EndorsementSweep endorsements;
  private final Warnings warnings;
  private final Files files;
  private final Checkpoint checkpoint;
  private final RightsWatch rights;
  private final Audit audit;
  private final RunningTime time;
  private final Workers workers;
  private final Clock clock;
  private final Campaign campaign;

  Purge(
      BucketSweep buckets,
      EndorsementSweep endorsements,
      Warnings warnings,
      Files files,
      Checkpoint checkpoint,
      RightsWatch rights,
      Audit audit,
      RunningTime time,
      Workers workers,
      Clock clock,
      Campaign campaign) {
    this.buckets = buckets;
    this.endorsements = endorsements;
    this.warnings = warnings;
    this.files = files;
    this.checkpoint = checkpoint;
    this.rights = rights;
    this.audit = audit;
    this.time = time;
    this.workers = workers;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** One run; a dry run writes nothing at all. */
  PurgeSummary run(boolean dryRun) {
    Instant now = clock.instant();
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate known = checkpoint.day(today);
    Count count = new Count();
    LocalDate empty = sweepDays(known, today, dryRun, count);
    // Before the campaign's rows are moved: those who are near are looked for there as well.
    boolean warned = warnings.send(known.minusDays(OVERLAP_DAYS), dryRun, count);
    if (!now.isBefore(campaign.end())) {
      sweepCampaign(dryRun, count);
    }
    boolean audited = sweepAudit(known, now, dryRun, count);
    PurgeSummary summary = count.summary(dryRun, !time.isLeft());
    if (!dryRun) {
      // What the days behind the checkpoint still ask for must all be done before it moves.
      if (warned && audited && !empty.equals(known)) {
        checkpoint.set(empty);
      }
      checkpoint.deleteExpired();
      audit.add(line(summary, rights.tell(), now));
    }
    return summary;
  }

  /**
   * Empties the days from two before the last known to be empty, oldest first.
   *
   * @return the last day now known to be empty, or the first with leftovers: the next run must see
   *     them again
   */
  private LocalDate sweepDays(LocalDate known, LocalDate today, boolean dryRun, Count count) {
    LocalDate empty = known;
    LocalDate day = known.minusDays(OVERLAP_DAYS);
    for (; !day.isAfter(today) && time.isLeft(); day = day.plusDays(1)) {
      boolean emptied = sweep(ExpiryBucket.partitions(day), BUCKETED, dryRun, count);
      if (!emptied && time.isLeft()) {
        sweepRest(day.plusDays(1), today, dryRun, count);
        return day;
      }
      if (emptied && day.isAfter(empty)) {
        empty = day;
      }
    }
    return empty;
  }

  private void sweepRest(LocalDate from, LocalDate today, boolean dryRun, Count count) {
    for (LocalDate day = from; !day.isAfter(today) && time.isLeft(); day = day.plusDays(1)) {
      sweep(ExpiryBucket.partitions(day), BUCKETED, dryRun, count);
    }
  }

  private void sweepCampaign(boolean dryRun, Count count) {
    for (Table table : BUCKETED) {
      sweep(ExpiryBucket.campaignPartitions(), List.of(table), dryRun, count);
    }
    workers.all(
        IntStream.range(0, Endorsements.SHARDS).boxed().toList(),
        shard -> {
          endorsements.sweep(shard, dryRun, count);
          return true;
        });
    if (time.isLeft()) {
      count.gone("file", files.delete(dryRun));
    }
  }

  /** Whether everything due in these partitions is gone. */
  private boolean sweep(List<String> partitions, List<Table> tables, boolean dryRun, Count count) {
    record Bucket(Table table, String partition) {}
    List<Bucket> work =
        tables.stream()
            .flatMap(table -> partitions.stream().map(partition -> new Bucket(table, partition)))
            .toList();
    return workers
        .all(work, bucket -> buckets.sweep(bucket.table(), bucket.partition(), dryRun, count))
        .stream()
        .allMatch(BucketSweep.Outcome.EMPTIED::equals);
  }

  /**
   * Deletes the audit's lines of the days whose period ended since the last run.
   *
   * @return whether there was time for all of them
   */
  private boolean sweepAudit(LocalDate known, Instant now, boolean dryRun, Count count) {
    LocalDate last = lastExpired(now, now);
    LocalDate first = lastExpired(startOf(known), now).minusDays(OVERLAP_DAYS);
    List<LocalDate> days =
        Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1)).toList();
    return workers
        .all(
            days,
            day -> {
              boolean left = time.isLeft();
              if (left) {
                count.gone("audit", dryRun ? audit.countExpired(day) : audit.deleteExpired(day));
              }
              return left;
            })
        .stream()
        .allMatch(Boolean::booleanValue);
  }

  /** The last day of which a line can have expired at an instant. */
  private LocalDate lastExpired(Instant at, Instant now) {
    LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
    while (!RetentionRule.AUDIT.from(startOf(day)).hasPassed(at, campaign)) {
      day = day.minusDays(1);
    }
    return day;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Audit.Act line(PurgeSummary summary, RightsRequests.Waiting rights, Instant now) {
    Map<String, String> about = new HashMap<>();
    about.put("rights-due-soon", Long.toString(rights.near()));
    about.put("rights-overdue", Long.toString(rights.late()));
    about.put("due", Integer.toString(summary.due()));
    about.put("deleted", Integer.toString(summary.deleted()));
    about.put("kept", Integer.toString(summary.kept()));
    about.put("failed", Integer.toString(summary.failed()));
    about.put("warned", Integer.toString(summary.warned()));
    about.put("more", Boolean.toString(summary.more()));
    summary.byKind().forEach((kind, records) -> about.put("kind-" + kind, records.toString()));
    return new Audit.Act(now, "function:purge", "purge", about, null);
  }
}
