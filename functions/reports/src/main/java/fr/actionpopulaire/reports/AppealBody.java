package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * An appeal as sent.
 *
 * @param explanation why the decision is wrong, 1 to 5000 characters, not all blank
 * @param key the key of the link in one's mail; may also stand in the query as {@code key}
 */
@Serdeable
record AppealBody(@Nullable String explanation, @Nullable String key) {

  /** The explanation; usable only while there are no findings. */
  String read(Findings findings) {
    return findings.require(
        "/explanation",
        explanation,
        typed -> PlainText.text(typed, 1, 5000),
        "",
        new Words(
            "Expliquez en 5 000 caractères au plus, sans balises.",
            "Explain in 5000 characters at most, without markup."));
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "AppealBody[…]";
  }
}
