package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;

/** Erases again whom a restored table brought back, as the journal names them (CNIL A8). */
@Singleton
public final class ErasureReplay {

  private final Store store;
  private final MemberErasure erasure;
  private final Endorsements endorsements;
  private final Campaign campaign;
  private final Clock clock;

  ErasureReplay(
      Store store,
      MemberErasure erasure,
      Endorsements endorsements,
      Campaign campaign,
      Clock clock) {
    this.store = store;
    this.erasure = erasure;
    this.endorsements = endorsements;
    this.campaign = campaign;
    this.clock = clock;
  }

  /**
   * Whether anything of an erased person is there.
   *
   * @param identity keyed hash of their address, and
   * @param member their id, as the journal names them
   */
  public boolean isBack(String identity, String member) {
    Row known = store.getEvenExpired(Members.identityKey(identity)).orElse(null);
    boolean anothers = known != null && !member.equals(known.text("member"));
    return (known != null && !anothers)
        || store.getEvenExpired(Keys.keyOf(new Owner.Member(member))).isPresent()
        || (!anothers && endorsements.isEligible(List.of(identity)))
        || Stream.of(Table.PEOPLE, Table.EVENTS)
            .map(table -> Query.all(table, "M#" + member).atMost(1).evenExpired())
            .anyMatch(query -> !store.query(query).rows().isEmpty());
  }

  /**
   * Erases a person of the journal again; what became theirs since, under another account of the
   * same address, stays. The erasure is noted anew, since backups hold them anew.
   *
   * @return whether there was anything to erase
   */
  public boolean again(String identity, String member) {
    if (!isBack(identity, member)) {
      return false;
    }
    Instant now = clock.instant();
    List<Write> writes = new ArrayList<>();
    Account account =
        store.getEvenExpired(Members.key(member)).map(MemberRow::account).orElse(null);
    if (account != null) {
      writes.addAll(erasure.unfindable(account));
    }
    writes.add(Write.remove(Members.key(member), Condition.none()));
    // What a backup holds may be keyed with an older pepper than the journal's line.
    String stored = account == null ? identity : account.identity();
    List<String> hashes = Stream.of(identity, stored).distinct().toList();
    String photo = account == null ? null : account.photo();
    writes.addAll(MemberErasure.noted(stored, hashes, photo, member, now));
    if (!RetentionRule.SUPPRESSION.from(now).hasPassed(now, campaign)) {
      // During the campaign people are erased because they wish it; later there is no import.
      writes.addAll(Suppressions.put(identity, now));
    }
    store.transact(writes);
    erasure.finish(member, new EnumMap<>(MemberErasure.Part.class));
    return true;
  }
}
