package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.settings.Priming;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * Goes through each kind of request the store makes, while a function starts, and sends none of
 * them: the SDK's own classes for a write are loaded without a grant, and nothing is written.
 */
@Singleton
public final class StoreRehearsal {

  private static final String NOTHING = "priming";

  private final Store store;
  private final TableNames names;

  StoreRehearsal(Store store, TableNames names) {
    this.store = store;
    this.names = names;
  }

  /** Through the requests; of a function without tables, none. */
  public void run() {
    names.any().ifPresent(table -> Priming.runAlone(() -> through(table)));
  }

  private void through(Table table) {
    Key key = new Key(table, NOTHING, NOTHING);
    Attributes attributes =
        Attributes.none().text("text", NOTHING).number("number", 1).instant("at", Instant.EPOCH);
    Write put =
        Write.put(
            new Item(key, RetentionRule.SESSION_IDLE.from(Instant.EPOCH), attributes),
            Condition.absent());
    Write change = Write.change(key, "SET #text = :text", attributes, Condition.present());
    Write remove = Write.remove(key, Condition.none());
    store.get(key);
    store.getAll(List.of(key));
    store.query(Query.prefixed(table, NOTHING, NOTHING));
    store.write(put);
    store.write(change);
    store.write(remove);
    store.transact(List.of(put, change, remove, Write.check(key, Condition.present())));
  }
}
