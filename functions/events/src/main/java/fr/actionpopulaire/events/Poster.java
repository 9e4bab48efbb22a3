package fr.actionpopulaire.events;

/**
 * What the poster of an event says.
 *
 * @param host of the site, for whoever cannot scan
 * @param code the QR code as SVG, safe to stand there as it is
 */
public record Poster(
    String event,
    String kind,
    String title,
    String when,
    String where,
    String accessibility,
    String host,
    String code) {

  /** How many characters stand on one sheet in big letters. */
  private static final int ROOM = 160;

  /** Whether it needs smaller letters to stay on one sheet. */
  public boolean isDense() {
    return title.length() + where.length() + accessibility.length() > ROOM;
  }
}
