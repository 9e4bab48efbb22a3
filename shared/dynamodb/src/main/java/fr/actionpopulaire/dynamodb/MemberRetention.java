package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Until when a member is kept: with the campaign, or, for those who agreed to be contacted again, a
 * year after their last own act and never before the campaign ends (CNIL A5, A7). All that a member
 * consists of moves with that date: member, identity, key, receipts, expiry row.
 */
@Singleton
public final class MemberRetention {

  /** A sign of life is written down once a day at most. */
  private static final Duration GRANULARITY = Duration.ofDays(1);

  /**
   * Receipts moved in one transaction, which takes 100 writes; nobody changes their mind as often.
   */
  private static final int RECEIPTS = 90;

  private final Store store;
  private final Members members;
  private final Campaign campaign;
  private final Clock clock;

  MemberRetention(Store store, Members members, Campaign campaign, Clock clock) {
    this.store = store;
    this.members = members;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** A member's deadline. */
  public Deadline of(Account account) {
    RetentionRule rule =
        account.agreesTo(Purpose.REUSE) ? RetentionRule.MEMBER_WITH_REUSE : RetentionRule.MEMBER;
    return rule.from(account.lastActAt());
  }

  /** The name of a member's photo for as long as photos are kept; {@code null} without one. */
  public @Nullable String photo(Account account) {
    Deadline end = RetentionRule.PHOTO.from(account.lastActAt());
    return end.hasPassed(clock.instant(), campaign) ? null : account.photo();
  }

  /** The rule that decides as things stand: of two that apply, the one that ends later. */
  public RetentionRule rule(Account account) {
    return of(account).in(campaign).isAfter(campaign.end())
        ? RetentionRule.MEMBER_WITH_REUSE
        : RetentionRule.MEMBER;
  }

  /**
   * What recording a member's own decision on one purpose writes; refused as a whole when somebody
   * changed the member since they were read.
   *
   * @param origin where the person decided: {@code api}, {@code page}
   */
  public List<Write> consent(Account account, Consent consent, String origin) {
    return consent(account, consent, origin, null);
  }

  /**
   * The same, where the decision also changes what they have told us.
   *
   * @param sealed as {@link Members#seal} made it; {@code null} when that stays as it is
   */
  public List<Write> consent(
      Account account, Consent consent, String origin, byte @Nullable [] sealed) {
    Account after = after(account, consent);
    Deadline to = of(after);
    List<Write> writes = new ArrayList<>(members.consent(account, consent, to, origin, sealed));
    writes.addAll(moveRest(account, to));
    return writes;
  }

  /**
   * What replacing a member's own words about themselves writes; refused as a whole when somebody
   * changed the member since they were read.
   *
   * @param sealed as {@link Members#seal} made it
   */
  public List<Write> tell(Account account, byte[] sealed) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Deadline to = of(acting(account, account.consents(), now));
    List<Write> writes = new ArrayList<>();
    writes.add(Members.tell(account, sealed, now, to));
    writes.addAll(moveRest(account, to));
    return writes;
  }

  /**
   * Notes that a member did something themselves, today for the first time (CNIL A7). It moves the
   * deadline of those who agreed to re-use; for the others it would change nothing, so nothing is
   * written. Looking is no act, for our mails lead to pages: only what a person sends may come
   * here.
   *
   * @return the member as they stand afterwards
   */
  public Account signOfLife(Account account) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!account.agreesTo(Purpose.REUSE) || now.isBefore(account.lastActAt().plus(GRANULARITY))) {
      return account;
    }
    Account acting = acting(account, account.consents(), now);
    Deadline to = of(acting);
    List<Write> writes = new ArrayList<>(moveRest(account, to));
    writes.add(
        Write.change(
            Members.key(account.id()),
            "SET #lastActAt = :act, " + Item.deadlineChange(to),
            Attributes.none().instant("act", now).and(Item.deadlineAttributes(Table.PEOPLE, to)),
            Members.unchanged(account)));
    try {
      return store.transact(writes).isWritten() ? acting : account;
    } catch (Busy others) {
      // Somebody else changes the member at this moment; the next act is noted instead.
      return account;
    }
  }

  /** What moves besides the member's own item; nothing when the deadline stays. */
  private List<Write> moveRest(Account account, Deadline to) {
    Deadline from = of(account);
    List<Write> writes = new ArrayList<>();
    if (from.equals(to)) {
      return writes;
    }
    writes.add(redate(Members.identityKey(account.identity()), to));
    writes.add(redate(Keys.keyOf(new Owner.Member(account.id())), to));
    writes.addAll(ExpiryBucket.move(Table.PEOPLE, from, to, Members.KIND, account.id()));
    members.receipts(account.id()).reversed().stream()
        .limit(RECEIPTS)
        .forEach(receipt -> writes.add(redate(receipt.key(Table.PEOPLE), to)));
    return writes;
  }

  private static Write redate(Key key, Deadline to) {
    return Write.change(
        key,
        "SET " + Item.deadlineChange(to),
        Item.deadlineAttributes(key.table(), to),
        Condition.present());
  }

  private static Account after(Account account, Consent consent) {
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    consents.putAll(account.consents());
    consents.put(consent.purpose(), consent);
    return acting(account, consents, consent.at());
  }

  private static Account acting(Account account, Map<Purpose, Consent> consents, Instant at) {
    return new Account(
        account.id(),
        account.identity(),
        account.version(),
        account.createdAt(),
        at,
        consents,
        account.eventNotices(),
        account.suspendedUntil(),
        account.photo());
  }
}
