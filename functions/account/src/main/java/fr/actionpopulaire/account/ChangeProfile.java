package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes what stands about a member, from the version they saw (GDPR 16). Of two changes made from
 * one version at once, one is carried out.
 */
@Singleton
final class ChangeProfile {

  /** How often a change that met the day's sign of life of the same member is tried. */
  private static final int TRIES = 5;

  private final Members members;
  private final Keys keys;
  private final MemberRetention retention;
  private final Store store;

  ChangeProfile(Members members, Keys keys, MemberRetention retention, Store store) {
    this.members = members;
    this.keys = keys;
    this.retention = retention;
    this.store = store;
  }

  sealed interface Result {

    /** So it stands now; asking for what already stands changes nothing. */
    record Changed(Member member) implements Result {}

    /** It was changed since that version. */
    record Stale() implements Result {}

    /** Not in order; nothing changed. */
    record Invalid(Findings findings) implements Result {}

    /** The account was erased meanwhile. */
    record Gone() implements Result {}
  }

  /** Applies a change to what stands, provided it was made from what stands. */
  Result change(String id, IfMatch expected, UnaryOperator<Profile> change) {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<PersonKey> key = keys.find(new Keys.Owner.Member(id));
      Optional<Member> found = key.flatMap(k -> members.find(id, k));
      if (key.isEmpty() || found.isEmpty()) {
        return new Result.Gone();
      }
      Member member = found.get();
      if (!expected.matches(member.account().version())) {
        return new Result.Stale();
      }
      Findings findings = new Findings();
      Personal wanted =
          change
              .apply(Profile.of(member.personal()))
              .judged(member.personal(), member.account().agreesTo(Purpose.CALLS), findings);
      if (!findings.isEmpty()) {
        return new Result.Invalid(findings);
      }
      if (wanted.equals(member.personal())) {
        return new Result.Changed(member);
      }
      byte[] sealed = members.seal(id, wanted, key.get());
      List<Write> writes = retention.tell(member.account(), sealed);
      Outcome outcome =
          writes.size() == 1 ? store.write(writes.getFirst()) : store.transact(writes);
      if (outcome.isWritten()) {
        return members
            .find(id, key.get())
            .<Result>map(Result.Changed::new)
            .orElseGet(Result.Gone::new);
      }
    }
    return new Result.Stale();
  }
}
