package fr.actionpopulaire.dynamodb;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Descriptions of events hidden by moderation, and shown again as they were. The page, the list and
 * the calendar show a notice in their place; the text is kept apart until it is shown again, or
 * goes with the event. Its author may put another text in the place of the notice: then that one
 * stays.
 *
 * <pre>
 * T#&lt;event&gt; / TEXT   description (as it was), notice (what stands in its place)
 * </pre>
 */
@Singleton
public final class HiddenTexts {

  /** How every notice begins. */
  public static final String NOTICE = "Texte retiré par une décision de modération, ";

  private final Store store;

  HiddenTexts(Store store) {
    this.store = store;
  }

  /**
   * What hiding a description writes, provided nobody changed the event since it was read (the
   * condition is on the first write; read it again when refused). Where a notice stands already,
   * one read more tells what is behind it: that is kept.
   *
   * @param notice begins with {@link #NOTICE}
   */
  public List<Write> hide(Event event, String notice) {
    if (behind(event).isPresent()) {
      return List.of(HiddenEvents.keep(event));
    }
    return List.of(
        HiddenEvents.keep(event),
        Write.change(
            Events.bodyKey(event.id()),
            "SET #description = :notice",
            Attributes.none().text("notice", notice),
            Condition.present()),
        Write.put(
            new Item(
                key(event.id()),
                EventListing.deadline(event),
                Attributes.none().text("description", event.description()).text("notice", notice)),
            Condition.none()));
  }

  /**
   * What showing it again writes, provided nobody changed the event since it was read; nothing when
   * nothing is hidden. One read.
   */
  public List<Write> show(Event event) {
    Row text = store.get(key(event.id())).orElse(null);
    if (text == null) {
      return List.of();
    }
    Write forgotten = Write.remove(key(event.id()), Condition.present());
    return event.description().equals(text.text("notice"))
        ? List.of(
            HiddenEvents.keep(event),
            Write.change(
                Events.bodyKey(event.id()),
                "SET #description = :text",
                Attributes.none().text("text", text.text("description")),
                Condition.present()),
            forgotten)
        : List.of(HiddenEvents.keep(event), forgotten);
  }

  /** The description behind a notice; empty when there is none. One read, of a notice only. */
  public Optional<String> behind(Event event) {
    return event.description().startsWith(NOTICE)
        ? store.get(key(event.id())).map(row -> row.text("description"))
        : Optional.empty();
  }

  static Key key(String event) {
    return new Key(Table.EVENTS, "T#" + event, "TEXT");
  }
}
