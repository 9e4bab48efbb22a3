package fr.actionpopulaire.purge;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a run has done so far; several workers count at once. */
final class Count {

  private final AtomicInteger gone = new AtomicInteger();
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger warned = new AtomicInteger();
  private final Map<String, Integer> byKind = new ConcurrentHashMap<>();

  /** Records that were deleted, or would be. */
  void gone(String kind, int records) {
    if (records > 0) {
      gone.addAndGet(records);
      byKind.merge(kind, records, Integer::sum);
    }
  }

  void kept() {
    kept.incrementAndGet();
  }

  void failed() {
    failed.incrementAndGet();
  }

  /** A member was warned, or would be. */
  void warned() {
    warned.incrementAndGet();
  }

  PurgeSummary summary(boolean dryRun, boolean more) {
    return new PurgeSummary(
        dryRun,
        gone.get() + kept.get() + failed.get(),
        dryRun ? 0 : gone.get(),
        kept.get(),
        failed.get(),
        more,
        warned.get(),
        new TreeMap<>(byKind));
  }
}
