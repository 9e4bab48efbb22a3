package fr.actionpopulaire.account;

import fr.actionpopulaire.account.Certificate.Deleted;
import fr.actionpopulaire.account.Certificate.Remaining;
import fr.actionpopulaire.account.RightsView.EndorsementView;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Correspondence;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Journal;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.dynamodb.Write;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Access, erasure and opposition of people without account, who prove their address and nothing
 * else (CNIL A14 to A17); and opposition of members. Under every pepper: what is deleted or kept
 * from coming back is so under each hash the address may be known by.
 */
@Singleton
final class ExerciseRight {

  /** Purposes somebody who opposes is no longer in; the account itself is ended by deleting it. */
  private static final List<Purpose> OPPOSABLE =
      List.of(Purpose.NEWSLETTER, Purpose.CALLS, Purpose.REUSE, Purpose.TARGETING);

  private final Sessions sessions;
  private final Peppers peppers;
  private final Endorsements endorsements;
  private final Suppressions suppressions;
  private final ChangeConsent changeConsent;
  private final Unsubscriptions unsubscriptions;
  private final Correspondence correspondence;
  private final Store store;
  private final Campaign campaign;
  private final Clock clock;

  ExerciseRight(
      Sessions sessions,
      Peppers peppers,
      Endorsements endorsements,
      Suppressions suppressions,
      ChangeConsent changeConsent,
      Unsubscriptions unsubscriptions,
      Correspondence correspondence,
      Store store,
      Campaign campaign,
      Clock clock) {
    this.sessions = sessions;
    this.peppers = peppers;
    this.endorsements = endorsements;
    this.suppressions = suppressions;
    this.changeConsent = changeConsent;
    this.unsubscriptions = unsubscriptions;
    this.correspondence = correspondence;
    this.store = store;
    this.campaign = campaign;
    this.clock = clock;
  }

  /** What somebody may wish. */
  enum Wish {
    /** To be told what is kept (GDPR 15). */
    ACCESS("access"),
    /** To have it deleted (GDPR 17). */
    ERASE("erase"),
    /**
     * That it is no longer used (GDPR 21); as nothing may be kept for use then, it goes as well.
     */
    OBJECT("object");

    private final String code;

    Wish(String code) {
      this.code = code;
    }

    static Optional<Wish> of(String code) {
      return Arrays.stream(values()).filter(wish -> wish.code.equals(code)).findFirst();
    }
  }

  /** Carries out a wish; empty when the address has to be proved again. */
  Optional<RightsView> withoutAccount(Holder.Verified verified, Wish wish) {
    return sessions.proof(verified).map(proof -> carriedOut(verified, proof.address(), wish));
  }

  private RightsView carriedOut(Holder.Verified verified, EmailAddress address, Wish wish) {
    List<String> hashes = peppers.hashes(address);
    List<Endorsement> found =
        hashes.stream().flatMap(hash -> endorsements.find(hash).stream()).toList();
    Optional<Instant> opposed =
        hashes.stream().flatMap(hash -> suppressions.since(hash).stream()).findFirst();
    return switch (wish) {
      case ACCESS -> view(wish, found, opposed, List.of());
      case ERASE, OBJECT -> {
        Instant now = clock.instant();
        leaveAlone(verified, hashes, now);
        List<Deleted> deleted =
            found.isEmpty()
                ? List.of()
                : List.of(
                    new Deleted(
                        Certificate.storeName(Table.ENDORSEMENTS), "endorsement", found.size()));
        yield view(wish, List.of(), Optional.of(opposed.orElse(now)), deleted);
      }
    };
  }

  /** All at once: the hash goes, imports skip it from now on, a restored backup is told so. */
  private void leaveAlone(Holder.Verified verified, List<String> hashes, Instant now) {
    List<Write> writes = new ArrayList<>();
    writes.add(Sessions.notEligible(verified));
    for (String hash : hashes) {
      writes.add(Endorsements.forget(hash));
      writes.addAll(Suppressions.put(hash, now));
      writes.add(Journal.erased(hash, verified.futureId(), now));
    }
    if (!store.transact(writes).isWritten()) {
      throw new IllegalStateException("The proof of the address ended meanwhile");
    }
  }

  private RightsView view(
      Wish wish, List<Endorsement> kept, Optional<Instant> opposedSince, List<Deleted> deleted) {
    List<Remaining> remains = new ArrayList<>();
    Instant now = clock.instant();
    kept.forEach(
        endorsement -> remains.add(remaining("endorsement", RetentionRule.ENDORSEMENT, now)));
    opposedSince.ifPresent(
        since -> remains.add(remaining("suppression-hash", RetentionRule.SUPPRESSION, since)));
    remains.add(remaining("verified-address", RetentionRule.VERIFIED_ADDRESS, now));
    return new RightsView(
        wish.code,
        !kept.isEmpty(),
        kept.stream().map(EndorsementView::of).toList(),
        opposedSince.orElse(null),
        deleted,
        remains);
  }

  private Remaining remaining(String what, RetentionRule rule, Instant from) {
    return new Remaining(what, Certificate.day(rule.from(from), campaign));
  }

  /**
   * A member's opposition: every optional purpose is taken back, no mail about events leaves any
   * more, and what waits to be sent is unsaid. Done again, it changes nothing more.
   */
  RightsView opposed(String member) {
    for (Purpose purpose : OPPOSABLE) {
      changeConsent.change(member, new ChangeConsent.Wish(purpose, false, false), "opposition");
    }
    unsubscriptions.unsubscribe(member);
    int unsaid = correspondence.withdraw(member);
    return new RightsView(
        Wish.OBJECT.code,
        true,
        List.of(),
        null,
        unsaid == 0
            ? List.of()
            : List.of(new Deleted(Certificate.storeName(Table.OUTBOX), "queued-messages", unsaid)),
        List.of(remaining("member", RetentionRule.MEMBER, clock.instant())));
  }
}
