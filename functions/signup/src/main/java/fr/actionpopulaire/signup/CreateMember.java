package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Sessions.Proof;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a proved address a member: identity, member, key, consent receipts, session and welcome in
 * one transaction, or nothing. The consent is stored with the first write about the person, never
 * after it (CNIL A9, A10).
 */
@Singleton
final class CreateMember {

  private final Members members;
  private final MemberRetention retention;
  private final Sessions sessions;
  private final Store store;
  private final Clock clock;

  CreateMember(
      Members members, MemberRetention retention, Sessions sessions, Store store, Clock clock) {
    this.members = members;
    this.retention = retention;
    this.sessions = sessions;
    this.store = store;
    this.clock = clock;
  }

  /** Through which door somebody agreed; part of the receipt. */
  enum Origin {
    API,
    PAGE
  }

  sealed interface Result {
    record Created(Member member) implements Result {}

    /** Neither on the endorsers' list nor declaring to support the candidacy. */
    record NotEndorsed() implements Result {}

    /** The address has an account. */
    record AlreadyMember() implements Result {}

    /** The proof of the address ended meanwhile: a new code is needed. */
    record ProofOver() implements Result {}
  }

  /** Creates the account of the person behind a proved address. */
  Result create(Holder.Verified verified, NewMember told, Origin origin) {
    Optional<Proof> proved = sessions.proof(verified);
    if (proved.isEmpty()) {
      return new Result.ProofOver();
    }
    Proof proof = proved.get();
    if (!proof.eligible() && !told.endorses()) {
      return new Result.NotEndorsed();
    }
    Member member = member(verified.futureId(), proof, told);
    List<Write> writes = new ArrayList<>();
    writes.add(sessions.adopt(verified));
    writes.addAll(
        members.create(
            member.account(),
            member.personal(),
            PersonKey.random(),
            retention.of(member.account()),
            words(origin, proof.eligible())));
    writes.add(Outbox.put(welcome(member.account())));
    // While a new pepper is introduced, others may still write under the former one.
    proof.identities().stream().skip(1).map(Members::notTaken).forEach(writes::add);
    return switch (store.transact(writes)) {
      case Outcome.Written _ -> new Result.Created(member);
      // The first write is the session's; all others only fail on an account that exists.
      case Outcome.Refused refused ->
          refused.failed().equals(List.of(0)) ? new Result.ProofOver() : new Result.AlreadyMember();
    };
  }

  private Member member(String id, Proof proof, NewMember told) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Map<Purpose, Consent> consents = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      boolean granted = told.granted().contains(purpose);
      consents.put(purpose, new Consent(purpose, granted, now, ConsentTexts.VERSION));
    }
    return new Member(
        new Account(id, proof.identities().getFirst(), 1, now, now, consents, true, null),
        new Personal(
            proof.address().value(),
            told.firstName(),
            told.lastName(),
            told.commune(),
            told.phone() == null ? null : told.phone().value(),
            told.hours() == null ? null : told.hours().toString(),
            List.of(),
            List.of(),
            null,
            told.over17() ? true : null));
  }

  /** As the receipt says it; somebody who is on no list has declared their support themselves. */
  private static String words(Origin origin, boolean onTheList) {
    String door =
        switch (origin) {
          case API -> "signup-api";
          case PAGE -> "signup-page";
        };
    return onTheList ? door : door + "-declared";
  }

  private static Outbox.Message welcome(Account account) {
    return new Outbox.Message(
        Outbox.Kind.WELCOME,
        new Outbox.Recipient.Member(account.id()),
        account.id(),
        Map.of(),
        account.createdAt());
  }
}
