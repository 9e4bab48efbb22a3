package fr.actionpopulaire.domain.event;

/**
 * Who may organise an action. One answer so far: whoever has activated their account and is not
 * suspended. New accounts publish few events a day, whatever their kind, until one has taken place.
 */
public enum Organisers {
  ANY_MEMBER("toute personne dont le compte est activé");

  private final String french;

  Organisers(String french) {
    this.french = french;
  }

  /** Who they are, to follow «Peut l’organiser :». */
  public String french() {
    return french;
  }
}
