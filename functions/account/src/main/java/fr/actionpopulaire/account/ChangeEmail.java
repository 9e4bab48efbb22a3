package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.EmailChanges;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Quotas.Use;
import fr.actionpopulaire.dynamodb.Quotas.Verdict;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Gives a member another address once they proved both (ASVS 7.5.1). The change is one transaction:
 * both codes are spent, the new address is taken on condition that nobody has it, the former one is
 * let go and told. Every other session ends.
 */
@Singleton
final class ChangeEmail {

  /** As for login codes, with which this is counted: above it, somebody is being mail-bombed. */
  private static final int PER_ADDRESS = 5;

  private static final Pattern CODE = Pattern.compile("[0-9]{8}");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]");

  private final Members members;
  private final Keys keys;
  private final EmailChanges changes;
  private final MemberRetention retention;
  private final Peppers peppers;
  private final Quotas quotas;
  private final Sessions sessions;
  private final Store store;

  ChangeEmail(
      Members members,
      Keys keys,
      EmailChanges changes,
      MemberRetention retention,
      Peppers peppers,
      Quotas quotas,
      Sessions sessions,
      Store store) {
    this.members = members;
    this.keys = keys;
    this.changes = changes;
    this.retention = retention;
    this.peppers = peppers;
    this.quotas = quotas;
    this.sessions = sessions;
    this.store = store;
  }

  /** What became of a request. */
  sealed interface Request {

    /** Codes are on their way to both addresses, whoever has the new one. */
    record Sent(Asked asked) implements Request {}

    /** It is their address already. */
    record Same() implements Request {}

    /** Too many codes within the hour for one of the addresses. */
    record TooMany(Duration retryAfter) implements Request {}

    record Gone() implements Request {}
  }

  /** What became of the codes. */
  sealed interface Result {

    record Changed(Member member) implements Result {}

    record Wrong(int attemptsLeft) implements Result {}

    /** Unknown, expired, spent, or out of tries. */
    record Over() implements Result {}

    /** Somebody has an account with that address; told only to who proved it. */
    record Taken() implements Result {}

    /** The account was changed at the same moment; the codes are unspent. */
    record Changing() implements Result {}

    record Gone() implements Result {}
  }

  /** Has codes sent to the present and the new address. */
  Request ask(Account account, EmailAddress wanted) {
    Optional<Member> found = members.find(account.id());
    if (found.isEmpty()) {
      return new Request.Gone();
    }
    EmailAddress present = found.get().email();
    if (present.equals(wanted)) {
      return new Request.Same();
    }
    for (EmailAddress address : List.of(present, wanted)) {
      if (quotas.take(Use.CODES_PER_ADDRESS, address, PER_ADDRESS)
          instanceof Verdict.Exhausted(Duration retryAfter)) {
        return new Request.TooMany(retryAfter);
      }
    }
    return new Request.Sent(changes.ask(account.id(), present, wanted));
  }

  /** The eight digits somebody typed, spaces aside; anything else is no code. */
  static Optional<String> digits(String typed) {
    if (typed.length() > 40) {
      return Optional.empty();
    }
    String digits = SPACES.matcher(typed).replaceAll("");
    return CODE.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
  }

  /**
   * Changes the address with both codes.
   *
   * @param session the one that asks, which stays
   */
  Result confirm(String member, Key session, String request, String presentCode, String newCode) {
    if (!RandomId.isOne(request)) {
      return new Result.Over();
    }
    return switch (changes.attempt(member, request, presentCode, newCode)) {
      case EmailChanges.Verdict.Over _ -> new Result.Over();
      case EmailChanges.Verdict.Wrong(int left) -> new Result.Wrong(left);
      case EmailChanges.Verdict.Right(EmailAddress wanted, List<Write> writes) ->
          change(member, session, wanted, writes);
    };
  }

  private Result change(String id, Key session, EmailAddress wanted, List<Write> spend) {
    Optional<PersonKey> key = keys.find(new Keys.Owner.Member(id));
    Optional<Member> found = key.flatMap(k -> members.find(id, k));
    if (key.isEmpty() || found.isEmpty()) {
      return new Result.Gone();
    }
    Account account = found.get().account();
    byte[] sealed = members.seal(id, with(found.get().personal(), wanted), key.get());
    List<String> identities = peppers.hashes(wanted);
    List<Write> writes =
        new ArrayList<>(EmailChanges.rename(account, identities, sealed, retention.of(account)));
    // What was kept of the former address's endorsement served: its person has an account.
    peppers.hashes(found.get().email()).stream().map(Endorsements::forget).forEach(writes::add);
    writes.addAll(spend);
    return switch (store.transact(writes)) {
      case Outcome.Written _ -> {
        sessions.endOthers(id, session);
        yield members
            .find(id, key.get())
            .<Result>map(Result.Changed::new)
            .orElseGet(Result.Gone::new);
      }
      // First the member and the former identity, then the new one; the rest spends codes.
      case Outcome.Refused refused when refused.failedAt(0) || refused.failedAt(1) ->
          new Result.Changing();
      case Outcome.Refused refused
          when IntStream.range(2, 2 + identities.size()).anyMatch(refused::failedAt) ->
          new Result.Taken();
      case Outcome.Refused _ -> new Result.Over();
    };
  }

  private static Personal with(Personal before, EmailAddress address) {
    return new Personal(
        address.value(),
        before.firstName(),
        before.lastName(),
        before.commune(),
        before.phone(),
        before.hours(),
        before.skills(),
        before.interests(),
        before.radiusKm(),
        before.over17());
  }
}
