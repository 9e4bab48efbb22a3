package fr.actionpopulaire.rekey;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * What one run brought to the present pepper.
 *
 * @param endorsements hashes of endorsers' and adherents' addresses
 * @param identities members' addresses
 * @param suppressions addresses that are to be left alone
 * @param kept that somebody changed at that moment; the next run finds them again
 * @param more whether time ran out before everything was looked at; the next run starts again
 */
@Serdeable
public record RekeySummary(
    int endorsements, int identities, int suppressions, int kept, boolean more) {

  /** The same for the audit. */
  Map<String, String> numbers() {
    return Map.of(
        "endorsements", Integer.toString(endorsements),
        "identities", Integer.toString(identities),
        "suppressions", Integer.toString(suppressions),
        "kept", Integer.toString(kept),
        "more", Boolean.toString(more));
  }
}
