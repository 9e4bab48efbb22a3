package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.CodeRequests.Try;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Opening;
import fr.actionpopulaire.dynamodb.Sessions.Token;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Redeems a code for a session: a member's, or, for an address without account, one with which the
 * account can be created. The code is spent in the same transaction that stores the session.
 */
@Singleton
final class RedeemCode {

  private static final Pattern CODE = Pattern.compile("[0-9]{8}");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]");

  private final CodeRequests requests;
  private final Members members;
  private final Endorsements endorsements;
  private final Peppers peppers;
  private final Sessions sessions;
  private final MemberRetention retention;
  private final Store store;

  RedeemCode(
      CodeRequests requests,
      Members members,
      Endorsements endorsements,
      Peppers peppers,
      Sessions sessions,
      MemberRetention retention,
      Store store) {
    this.requests = requests;
    this.members = members;
    this.endorsements = endorsements;
    this.peppers = peppers;
    this.sessions = sessions;
    this.retention = retention;
    this.store = store;
  }

  sealed interface Result {

    /** The person has an account. */
    record SignedIn(Token token, Member member) implements Result {}

    /**
     * The address is proved, and has no account yet.
     *
     * @param eligible whether it is an endorser's or adherent's
     */
    record Verified(Token token, boolean eligible) implements Result {}

    record Wrong(int attemptsLeft) implements Result {}

    /** Unknown, expired, spent, or out of tries: only a new code helps. */
    record Over() implements Result {}
  }

  /** The eight digits a person typed or pasted, spaces aside; anything else is no guess at all. */
  static Optional<String> digits(String typed) {
    if (typed.length() > 40) {
      return Optional.empty();
    }
    String digits = SPACES.matcher(typed).replaceAll("");
    return CODE.matcher(digits).matches() ? Optional.of(digits) : Optional.empty();
  }

  /**
   * Tries a code of eight digits on a request.
   *
   * @param request as the requester got it; any other text is an unknown request
   */
  Result redeem(String request, String code) {
    if (!RandomId.isOne(request)) {
      return new Result.Over();
    }
    return switch (requests.attempt(request, code)) {
      case Try.Over _ -> new Result.Over();
      case Try.Wrong(int left) -> new Result.Wrong(left);
      case Try.Right(EmailAddress address, Write spend) -> open(address, spend);
    };
  }

  private Result open(EmailAddress address, Write spend) {
    List<String> identities = peppers.hashes(address);
    Optional<Member> known = members.withIdentity(identities).flatMap(members::find);
    if (known.isPresent()) {
      Member member = known.get();
      sessions.makeRoom(member.account());
      Opening opening = sessions.open(member.account());
      Result result = stored(spend, opening, new Result.SignedIn(opening.token(), member));
      if (result instanceof Result.SignedIn) {
        retention.signOfLife(member.account());
      }
      return result;
    }
    boolean eligible = endorsements.isEligible(identities);
    Opening opening = sessions.open(address, eligible);
    return stored(spend, opening, new Result.Verified(opening.token(), eligible));
  }

  /** Of several that hold the right code at once, one gets the session. */
  private Result stored(Write spend, Opening opening, Result result) {
    return store.transact(List.of(spend, opening.write())).isWritten() ? result : new Result.Over();
  }
}
