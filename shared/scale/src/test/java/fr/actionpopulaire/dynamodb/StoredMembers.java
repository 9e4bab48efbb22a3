package fr.actionpopulaire.dynamodb;

import java.util.List;

/** What creating a member writes, sorted by who can come across it; keys are spelled here only. */
public final class StoredMembers {

  private StoredMembers() {}

  /**
   * The member's own item and their expiry row. Of all they consist of, only that row lies in one
   * partition with those of other members; everything else is found by somebody's id or address.
   */
  public static List<Write> core(String id, List<Write> writes) {
    return writes.stream()
        .filter(write -> write.key().equals(Members.key(id)) || write.key().pk().startsWith("X#"))
        .toList();
  }
}
