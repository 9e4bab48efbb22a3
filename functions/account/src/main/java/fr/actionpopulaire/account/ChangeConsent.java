package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Store;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records what a member agrees to or takes back, with a receipt for each change (CNIL A10). Asking
 * for what already holds changes nothing. Taking back calls also removes number and hours, which
 * were told for calls alone (CNIL A21), in the same transaction.
 */
@Singleton
final class ChangeConsent {

  /** How often a change that met another one of the same member is tried. */
  private static final int TRIES = 5;

  private final Members members;
  private final Keys keys;
  private final MemberRetention retention;
  private final Store store;
  private final Clock clock;

  ChangeConsent(Members members, Keys keys, MemberRetention retention, Store store, Clock clock) {
    this.members = members;
    this.keys = keys;
    this.retention = retention;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What a member wants.
   *
   * @param over17 whether they say so now; needed once, for mail selected by place or interest
   */
  record Wish(Purpose purpose, boolean granted, boolean over17) {}

  /** What became of it. */
  sealed interface Result {

    /** So it stands now. */
    record Recorded(Consent consent) implements Result {}

    /** Without this consent there is no account: deleting the account is what takes it back. */
    record EndsAccount() implements Result {}

    /** Nobody can call without a number and hours. */
    record NoPhone() implements Result {}

    /** Selected mail is for people of 17 or more, who say so (Regulation 2024/900, article 18). */
    record AgeUntold() implements Result {}

    /** The account was erased meanwhile. */
    record Gone() implements Result {}

    /** Others kept changing the account. */
    record Changing() implements Result {}
  }

  /**
   * Records a wish.
   *
   * @param origin where the person decided: {@code api}, {@code page}
   */
  Result change(String member, Wish wish, String origin) {
    if (wish.purpose() == Purpose.ACCOUNT && !wish.granted()) {
      return new Result.EndsAccount();
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<Account> found = members.account(member);
      if (found.isEmpty()) {
        return new Result.Gone();
      }
      Account account = found.get();
      Consent standing = account.consents().get(wish.purpose());
      if (standing != null && holds(standing, wish)) {
        return new Result.Recorded(standing);
      }
      Optional<Result> missing = wish.granted() ? missing(account, wish) : Optional.empty();
      if (missing.isPresent()) {
        return missing.get();
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Consent consent =
          new Consent(
              wish.purpose(),
              wish.granted(),
              standing == null ? now : standing.follow(now),
              ConsentTexts.VERSION);
      byte[] told = wish.granted() ? null : told(account, wish.purpose());
      if (store.transact(retention.consent(account, consent, origin, told)).isWritten()) {
        return new Result.Recorded(consent);
      }
    }
    return new Result.Changing();
  }

  /**
   * What the member has told us once they take a purpose back, sealed; {@code null} when that stays
   * as it is. Read after the account, whose version the write is bound to: a change in between
   * refuses it.
   */
  private byte @Nullable [] told(Account account, Purpose purpose) {
    return switch (purpose) {
      case ACCOUNT, NEWSLETTER, REUSE, TARGETING -> null;
      case CALLS ->
          keys.find(new Keys.Owner.Member(account.id()))
              .flatMap(
                  key ->
                      members
                          .find(account.id(), key)
                          .map(Member::personal)
                          .filter(before -> !before.uncalled().equals(before))
                          .map(before -> members.seal(account.id(), before.uncalled(), key)))
              .orElse(null);
    };
  }

  private static boolean holds(Consent standing, Wish wish) {
    return standing.granted() == wish.granted() && ConsentTexts.isCurrent(standing.textVersion());
  }

  /** What must be known before this can be agreed to. */
  private Optional<Result> missing(Account account, Wish wish) {
    return switch (wish.purpose()) {
      case ACCOUNT, NEWSLETTER, REUSE -> Optional.empty();
      case CALLS -> {
        Personal personal = members.find(account.id()).map(Member::personal).orElse(null);
        yield personal != null && personal.phone() != null && personal.hours() != null
            ? Optional.empty()
            : Optional.of(new Result.NoPhone());
      }
      case TARGETING ->
          wish.over17() || saidAtSignUp(account.id()) || hasAgreedBefore(account.id())
              ? Optional.empty()
              : Optional.of(new Result.AgeUntold());
    };
  }

  private boolean saidAtSignUp(String member) {
    return members
        .find(member)
        .map(found -> Boolean.TRUE.equals(found.personal().over17()))
        .orElse(false);
  }

  /** Whoever once agreed to selected mail said then that they are old enough. */
  private boolean hasAgreedBefore(String member) {
    return members.receipts(member).stream()
        .anyMatch(
            receipt ->
                receipt.text("purpose").equals(Purpose.TARGETING.code())
                    && receipt.flag("granted"));
  }
}
