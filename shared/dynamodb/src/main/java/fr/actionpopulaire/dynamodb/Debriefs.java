package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.dynamodb.Keys.Owner;
import jakarta.inject.Singleton;
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
    return store
        .get(Events.bodyKey(event.id()))
        .map(body -> body.map(NAME))
        .filter(stored -> stored.has("came"))
        .map(stored -> read(event, stored));
  }

  private Debrief read(Event event, Row stored) {
    byte[] sealed = stored.bytesOrNull("notes");
    @Nullable String notes =
        sealed == null
            ? null
            : keys.find(new Owner.Member(event.organiser()))
                .flatMap(key -> key.open(sealed, context(event.id())))
                .orElse(null);
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
