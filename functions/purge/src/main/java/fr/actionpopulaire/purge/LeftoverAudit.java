package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.purge.Inventory.Entry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through every table for what should be gone, without asking the purge where things are. A
 * record may be late by {@link RetentionRule#PURGE_DELAY}, or in the tables DynamoDB sweeps itself
 * by {@link RetentionRule#BROOM_DELAY}; past that, or without any deadline, it is a leftover. It
 * deletes nothing: a leftover is a fault of the purge, and somebody must look.
 */
@Singleton
final class LeftoverAudit {

  private static final Logger LOG = LoggerFactory.getLogger(LeftoverAudit.class);

  private final Inventory inventory;
  private final Files files;
  private final Audit audit;
  private final Workers workers;
  private final Clock clock;
  private final Campaign campaign;

  LeftoverAudit(
      Inventory inventory,
      Files files,
      Audit audit,
      Workers workers,
      Clock clock,
      Campaign campaign) {
    this.inventory = inventory;
    this.files = files;
    this.audit = audit;
    this.workers = workers;
    this.clock = clock;
    this.campaign = campaign;
  }

  /** Looks at everything and leaves a line in the audit's table and one in the log. */
  LeftoverSummary run() {
    Instant now = clock.instant();
    Findings findings = new Findings();
    boolean complete =
        workers
            .all(
                List.of(Table.values()),
                table -> inventory.each(table, entry -> findings.add(entry, fault(entry, now))))
            .stream()
            .allMatch(Boolean::booleanValue);
    if (!now.isBefore(campaign.end().plus(RetentionRule.PURGE_DELAY))) {
      findings.add("file", files.delete(true));
    }
    LeftoverSummary summary = findings.summary(complete);
    audit.add(line(summary, now));
    tell(summary);
    return summary;
  }

  private enum Fault {
    NONE,
    LATE,
    UNDATED
  }

  private Fault fault(Entry entry, Instant now) {
    if (entry.hasNoDeadline()) {
      return Fault.UNDATED;
    }
    Duration delay =
        entry.table().hasTimeToLive() ? RetentionRule.BROOM_DELAY : RetentionRule.PURGE_DELAY;
    return now.isBefore(entry.due(campaign.end()).plus(delay)) ? Fault.NONE : Fault.LATE;
  }

  /** The words are what the alarm listens for: see {@code RetentionKept} in the template. */
  private static void tell(LeftoverSummary summary) {
    if (summary.complete() && summary.leftovers() == 0) {
      LOG.info("Retention kept: {} items looked at, none too old", summary.looked());
    } else {
      LOG.error(
          "Retention not shown: complete {}, items {}, leftovers {} {}",
          summary.complete(),
          summary.looked(),
          summary.leftovers(),
          summary.byKind());
    }
  }

  private static Audit.Act line(LeftoverSummary summary, Instant now) {
    Map<String, String> about = new HashMap<>();
    about.put("complete", Boolean.toString(summary.complete()));
    about.put("looked", Long.toString(summary.looked()));
    about.put("leftovers", Long.toString(summary.leftovers()));
    summary.byKind().forEach((kind, items) -> about.put("kind-" + kind, items.toString()));
    return new Audit.Act(now, "function:purge", "audit", about, null);
  }

  /** What was seen so far; several workers add at once. */
  private static final class Findings {

    private final AtomicLong looked = new AtomicLong();
    private final Map<String, Long> byKind = new java.util.concurrent.ConcurrentSkipListMap<>();

    void add(Entry entry, Fault fault) {
      looked.incrementAndGet();
      switch (fault) {
        case NONE -> {}
        case LATE -> add(kind(entry), 1);
        case UNDATED -> add(kind(entry) + "-undated", 1);
      }
    }

    void add(String kind, long items) {
      if (items > 0) {
        byKind.merge(kind, items, Long::sum);
      }
    }

    LeftoverSummary summary(boolean complete) {
      long leftovers = byKind.values().stream().mapToLong(Long::longValue).sum();
      return new LeftoverSummary(complete, looked.get(), leftovers, Map.copyOf(byKind));
    }

    /** The table and the family of keys, which name nobody: {@code people-M}. */
    private static String kind(Entry entry) {
      String family = Arrays.stream(entry.pk().split("#", 2)).findFirst().orElse("");
      return entry.table().name().toLowerCase(Locale.ROOT) + "-" + family;
    }
  }
}
