package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.WaitingList.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Everybody who waits for an event, first come first, read as far as one walks. */
final class WaitingLine implements Iterator<Place> {

  /** From each shard at once; most often only the first few are wanted. */
  private static final int PAGE = 25;

  private static final Comparator<Place> FIRST_COME =
      Comparator.comparing(place -> place.key().sk());

  private final Store store;
  private final List<Shard> shards = new ArrayList<>();

  WaitingLine(Store store, String event) {
    this.store = store;
    WaitingList.queries(event).forEach(query -> shards.add(new Shard(query.atMost(PAGE))));
  }

  /** What was read of a shard, and where to go on. */
  private static final class Shard {
    private final Deque<Place> read = new ArrayDeque<>();
    private @Nullable Query next;

    Shard(Query first) {
      this.next = first;
    }

    @Nullable Place first(Store store) {
      while (read.isEmpty() && next != null) {
        Page page = store.query(next);
        page.rows().forEach(row -> read.add(WaitingList.place(row)));
        next = page.next() == null ? null : next.after(page.next());
      }
      return read.peekFirst();
    }
  }

  private @Nullable Shard foremost() {
    @Nullable Shard foremost = null;
    @Nullable Place best = null;
    for (Shard shard : shards) {
      @Nullable Place place = shard.first(store);
      if (place != null && (best == null || FIRST_COME.compare(place, best) < 0)) {
        foremost = shard;
        best = place;
      }
    }
    return foremost;
  }

  @Override
  public boolean hasNext() {
    return foremost() != null;
  }

  @Override
  public Place next() {
    @Nullable Shard foremost = foremost();
    if (foremost == null) {
      throw new NoSuchElementException("Nobody else waits");
    }
    return foremost.read.removeFirst();
  }
}
