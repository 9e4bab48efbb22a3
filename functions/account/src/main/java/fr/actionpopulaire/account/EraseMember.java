package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Decisions;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.MemberErasure.Erased;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Sessions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Deletes a member who wishes it, and certifies what was deleted and what remains (CNIL A17). */
@Singleton
final class EraseMember {

  private final Members members;
  private final Peppers peppers;
  private final MemberErasure erasure;
  private final Sessions sessions;
  private final Decisions decisions;
  private final Campaign campaign;

  EraseMember(
      Members members,
      Peppers peppers,
      MemberErasure erasure,
      Sessions sessions,
      Decisions decisions,
      Campaign campaign) {
    this.members = members;
    this.peppers = peppers;
    this.erasure = erasure;
    this.sessions = sessions;
    this.decisions = decisions;
    this.campaign = campaign;
  }

  /** Erases the member. Their data is unreadable from the first moment on. */
  Certificate erase(Account account) {
    List<String> hashes =
        members
            .find(account.id())
            .map(member -> peppers.hashes(member.email()))
            .orElse(List.of(account.identity()));
    return certificate(account.id(), erasure.erase(account, hashes));
  }

  /**
   * Finishes an erasure that was interrupted, for whoever holds the token it was asked with; empty
   * when there is none to finish.
   */
  Optional<Certificate> resume(String token) {
    return sessions
        .idBehind(token)
        .flatMap(member -> erasure.resume(member).map(erased -> certificate(member, erased)));
  }

  private Certificate certificate(String member, Erased erased) {
    return Certificate.of(erased, decisions.deadlinesAbout(member), campaign);
  }
}
