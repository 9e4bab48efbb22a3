package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.Template;

/** The template of this repository, for tests that need no AWS. */
public final class HouseTemplate {

  private HouseTemplate() {}

  /** {@code template.yaml} with the facts of an invented campaign. */
  public static Template read() {
    return TestTemplate.read();
  }
}
