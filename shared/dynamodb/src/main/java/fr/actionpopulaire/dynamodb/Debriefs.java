package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of events: a part of their texts, which nobody changes any more once they are over, so
 * it goes when they go. Notes are sealed with the organiser's key.
 *
 * <pre>
 * EV#&lt;id&gt; / BODY   debrief: came, newPeople, leaflets, doors, posters, notes (sealed), writtenAt
 * </pre>
 */
@Singleton
public final class Debriefs {

  private static final String NAME = "debrief";

  private final Store store;
  private final Keys keys;

  Debriefs(Store store, Keys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Writes it, in place of an earlier one.
   *
   * @param event one that is over
   * @return whether it was written: without the organiser's key notes cannot be kept
   */
  public boolean write(Event event, Debrief debrief) {
    @Nullable String notes = debrief.notes();
    byte @Nullable [] sealed = null;
    if (notes != null) {
      Optional<PersonKey> key = keys.find(new Owner.Member(event.organiser()));
      if (key.isEmpty()) {
        return false;
      }
      sealed = key.get().seal(notes, context(event.id()));
    }
    Attributes stored =
        Attributes.none()
            .number("came", debrief.came())
            .number("newPeople", debrief.newPeople())
            .number("leaflets", debrief.leaflets())
            .number("doors", debrief.doors())
            .number("posters", debrief.posters())
            .bytes("notes", sealed)
            .instant("writtenAt", debrief.writtenAt());
    return store
        .write(
            Write.change(
                Events.bodyKey(event.id()),
                "SET #debrief = :debrief",
                Attributes.none().map(NAME, stored),
                Condition.present()))
        .isWritten();
  }

  /** What was written of an event; one read, and one of the key if there are notes. */
  public Optional<Debrief> find(Event event) {
    return Optional.ofNullable(findAll(List.of(event)).get(event.id()));
  }

  /**
   * What was written of several events, by id; one request for up to 100, and one for the keys of
   * their organisers if there are notes.
   */
  public Map<String, Debrief> findAll(Collection<Event> events) {
    Map<Key, Row> bodies =
        store.getAll(events.stream().map(event -> Events.bodyKey(event.id())).toList());
    Map<Event, Row> written = new HashMap<>();
    for (Event event : events) {
      Row body = bodies.get(Events.bodyKey(event.id()));
      if (body != null && body.map(NAME).has("came")) {
        written.put(event, body.map(NAME));
      }
    }
    Map<Owner.Member, PersonKey> organisers =
        keys.findAll(
            written.entrySet().stream()
                .filter(one -> one.getValue().has("notes"))
                .map(one -> new Owner.Member(one.getKey().organiser()))
                .toList());
    Map<String, Debrief> debriefs = new HashMap<>();
    written.forEach(
        (event, stored) ->
            debriefs.put(
                event.id(),
                read(event, stored, organisers.get(new Owner.Member(event.organiser())))));
    return debriefs;
  }

  private static Debrief read(Event event, Row stored, @Nullable PersonKey organiser) {
    byte[] sealed = stored.bytesOrNull("notes");
    @Nullable String notes =
        sealed == null || organiser == null
            ? null
            : organiser.open(sealed, context(event.id())).orElse(null);
    return new Debrief(
        (int) stored.number("came"),
        number(stored, "newPeople"),
        number(stored, "leaflets"),
        number(stored, "doors"),
        number(stored, "posters"),
        notes,
        stored.instant("writtenAt"));
  }

  private static @Nullable Integer number(Row stored, String name) {
    return stored.has(name) ? Integer.valueOf((int) stored.number(name)) : null;
  }

  private static String context(String event) {
    return "Events|EV#" + event + "|debrief";
  }
}
