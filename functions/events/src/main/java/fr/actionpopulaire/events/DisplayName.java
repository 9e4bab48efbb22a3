package fr.actionpopulaire.events;

import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an organiser is called: by the pseudonym they chose, or by their first name. */
@Singleton
final class DisplayName {

  private final Store store;
  private final Members members;

  DisplayName(Store store, Members members) {
    this.store = store;
    this.members = members;
  }

  /**
   * The name for an event; empty when the member is being erased.
   *
   * @param pseudonym as chosen, or {@code null} for the first name
   */
  Optional<String> of(@Nullable String pseudonym, String organiser, PersonKey key) {
    return pseudonym != null
        ? Optional.of(pseudonym)
        : store
            .get(Members.key(organiser))
            .flatMap(row -> members.open(row, key))
            .map(member -> member.personal().firstName());
  }
}
