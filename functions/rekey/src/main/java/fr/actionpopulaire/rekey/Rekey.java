package fr.actionpopulaire.rekey;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.ExpiryBucket;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Page;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Suppressions;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings every stored hash to the present pepper by wrapping it. Each record moves in one
 * transaction, on condition that it is still there: an erasure at the same moment is not undone,
 * and an address is never free under both versions. Done twice, the second run finds nothing.
 */
@Singleton
final class Rekey {

  /** Under the 15 minutes a function may run, with time for the summary. */
  private static final Duration RUN = Duration.ofMinutes(14);

  /** Two writes each; a transaction takes 100. */
  private static final int TOGETHER = 50;

  private static final int PAGE = 100;

  private final Peppers peppers;
  private final Endorsements endorsements;
  private final Members members;
  private final MemberRetention retention;
  private final Suppressions suppressions;
  private final Store store;
  private final Audit audit;
  private final Campaign campaign;
  private final Clock clock;

  Rekey(
      Peppers peppers,
      Endorsements endorsements,
      Members members,
      MemberRetention retention,
      Suppressions suppressions,
      Store store,
      Audit audit,
      Campaign campaign,
      Clock clock) {
    this.peppers = peppers;
    this.endorsements = endorsements;
    this.members = members;
    this.retention = retention;
    this.suppressions = suppressions;
    this.store = store;
    this.audit = audit;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** Reads what every run reads, and changes nothing. */
  void look() {
    peppers.isRotated();
    endorsements.shard(0, 1);
  }

  /** One run; without a second pepper there is nothing to do, and nothing is read. */
  RekeySummary run() {
    Run run = new Run(clock.instant().plus(RUN));
    if (peppers.isRotated()) {
      for (int shard = 0; shard < Endorsements.SHARDS; shard++) {
        endorsements(shard, run);
      }
      partitions().forEach(partition -> people(partition, run));
      audit.add(
          new Audit.Act(clock.instant(), "function:rekey", "rekey", run.summary().numbers(), null));
    }
    return run.summary();
  }

  private void endorsements(int shard, Run run) {
    Page page = new Page(List.of(), null);
    do {
      if (run.isOver()) {
        return;
      }
      page = endorsements.shard(shard, PAGE, page.next());
      List<Row> old =
          page.rows().stream().filter(row -> !peppers.wrap(row.sk()).equals(row.sk())).toList();
      for (int from = 0; from < old.size(); from += TOGETHER) {
        List<Row> some = old.subList(from, Math.min(old.size(), from + TOGETHER));
        List<Write> writes = some.stream().flatMap(row -> rekeyed(row).stream()).toList();
        if (store.transact(writes).isWritten()) {
          run.endorsements += some.size();
        } else {
          // One of them went meanwhile: the others move one by one.
          some.forEach(row -> run.endorsements += moved(rekeyed(row), run));
        }
      }
    } while (page.next() != null);
  }

  private List<Write> rekeyed(Row row) {
    return Endorsements.rekey(row, peppers.wrap(row.sk()));
  }

  /**
   * The rows by which members and suppressions are found: until the campaign ends all are under its
   * own, later those who agreed to re-use are under their days.
   */
  private List<String> partitions() {
    if (clock.instant().isBefore(campaign.end())) {
      return ExpiryBucket.campaignPartitions();
    }
    LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate last = lastDay(RetentionRule.MEMBER_WITH_REUSE.from(clock.instant()));
    List<String> partitions = new ArrayList<>(ExpiryBucket.campaignPartitions());
    Stream.iterate(today.minusDays(1), day -> !day.isAfter(last), day -> day.plusDays(1))
        .forEach(day -> partitions.addAll(ExpiryBucket.partitions(day)));
    return partitions;
  }

  private LocalDate lastDay(Deadline deadline) {
    return deadline.in(campaign).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private void people(String partition, Run run) {
    Page page = new Page(List.of(), null);
    do {
      if (run.isOver()) {
        return;
      }
      page =
          store.query(
              Query.all(Table.PEOPLE, partition).atMost(PAGE).after(page.next()).evenExpired());
      for (Row row : page.rows()) {
        String id = row.text("id");
        switch (row.text("kind")) {
          case Members.KIND -> run.identities += identity(id, run);
          case Suppressions.KIND -> run.suppressions += suppression(id, run);
          case String _ -> {
            // What else expires has no hash in its key.
          }
        }
      }
    } while (page.next() != null);
  }

  private int identity(String member, Run run) {
    return members
        .account(member)
        .filter(account -> !peppers.wrap(account.identity()).equals(account.identity()))
        .map(
            account ->
                Members.rekey(account, peppers.wrap(account.identity()), retention.of(account)))
        .map(writes -> moved(writes, run))
        .orElse(0);
  }

  private int suppression(String hash, Run run) {
    String wrapped = peppers.wrap(hash);
    Optional<Suppressions.Kept> found =
        wrapped.equals(hash) ? Optional.empty() : suppressions.find(hash);
    return found.map(kept -> moved(Suppressions.rekey(hash, wrapped, kept), run)).orElse(0);
  }

  private int moved(List<Write> writes, Run run) {
    if (store.transact(writes).isWritten()) {
      return 1;
    }
    run.kept++;
    return 0;
  }

  /** What one run has done so far, and until when it may go on. */
  private final class Run {
    private final Instant until;
    private int endorsements;
    private int identities;
    private int suppressions;
    private int kept;
    private boolean more;

    Run(Instant until) {
      this.until = until;
    }

    boolean isOver() {
      more |= !clock.instant().isBefore(until);
      return more;
    }

    RekeySummary summary() {
      return new RekeySummary(endorsements, identities, suppressions, kept, more);
    }
  }
}
