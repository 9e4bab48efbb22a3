package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.CodeRequests.Try;
import fr.actionpopulaire.dynamodb.Member.Account;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests of members for another address. Each is two code requests, one for the present address
 * and one for the new, kept as {@link CodeRequests} keeps them and under hashes made of the member
 * and the request: nobody else's session can spend them, and no login can.
 *
 * <pre>
 * Q#&lt;sha256(email-change | side | member | request)&gt; / Q   as a code request; that of the former
 *                                                         address keeps it until it has been told
 * </pre>
 */
@Singleton
public final class EmailChanges {

  private final Store store;
  private final CodeRequests requests;
  private final Clock clock;

  EmailChanges(Store store, CodeRequests requests, Clock clock) {
    this.store = store;
    this.requests = requests;
    this.clock = clock;
  }

  private enum Side {
    PRESENT,
    NEW
  }

  /** What one try with both codes found. */
  public sealed interface Verdict {

    /**
     * Both codes are right and still unspent.
     *
     * @param writes spend them and have the former address told, for the transaction that changes
     *     the member
     */
    record Right(EmailAddress wanted, List<Write> writes) implements Verdict {}

    /** One of them is wrong, or not drawn yet. */
    record Wrong(int triesLeft) implements Verdict {}

    /** Unknown, expired, spent, or out of tries. */
    record Over() implements Verdict {}
  }

  /**
   * Has a code sent to both addresses. Nothing is looked up about the new one: every address costs
   * the same.
   */
  public Asked ask(String member, EmailAddress present, EmailAddress wanted) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String request = RandomId.next();
    String one = hash(Side.PRESENT, member, request);
    String other = hash(Side.NEW, member, request);
    Outcome outcome =
        store.transact(
            List.of(
                requests.first(one, present, now),
                requests.first(other, wanted, now),
                Outbox.put(message(Outbox.Kind.EMAIL_CODE, one, now)),
                Outbox.put(message(Outbox.Kind.EMAIL_CODE, other, now))));
    if (!outcome.isWritten()) {
      throw new IllegalStateException("130 random bits came twice");
    }
    return new Asked(request, CodeRequests.instant(RetentionRule.CODE_REQUEST.from(now)));
  }

  /** Tries both codes; each try counts for both, and only five are compared. */
  public Verdict attempt(String member, String request, String presentCode, String newCode) {
    String one = hash(Side.PRESENT, member, request);
    Try present = requests.attemptAt(one, presentCode);
    Try wanted = requests.attemptAt(hash(Side.NEW, member, request), newCode);
    return switch (present) {
      case Try.Over _ -> new Verdict.Over();
      case Try.Wrong(int left) ->
          wanted instanceof Try.Over ? new Verdict.Over() : new Verdict.Wrong(left);
      case Try.Right(_, Write spendPresent) ->
          switch (wanted) {
            case Try.Over _ -> new Verdict.Over();
            case Try.Wrong(int left) -> new Verdict.Wrong(left);
            case Try.Right(EmailAddress address, Write spendNew) ->
                new Verdict.Right(
                    address,
                    List.of(
                        keepFormer(one, spendPresent),
                        spendNew,
                        Outbox.put(message(Outbox.Kind.EMAIL_CHANGED, one, clock.instant()))));
          };
    };
  }

  /** The former address of a change that was carried out, while it is kept to be told. */
  public Optional<EmailAddress> formerAddress(String requestHash) {
    return requests.addressAt(requestHash);
  }

  /**
   * What giving a member another address writes, keeping their deadline: the member, the former
   * identity, then the new one with a look under every other pepper; what comes after the first two
   * is refused when the new address already has an account.
   *
   * @param identities keyed hashes of the new address, the one to be written first
   * @param sealed what they told us, with the new address in it
   */
  public static List<Write> rename(
      Account account, List<String> identities, byte[] sealed, Deadline deadline) {
    Attributes member = Attributes.none().text("member", account.id());
    List<Write> writes = new ArrayList<>();
    writes.add(
        Write.change(
            Members.key(account.id()),
            "ADD #version :one SET #personal = :personal, #identity = :identity",
            Attributes.none()
                .bytes("personal", sealed)
                .text("identity", identities.getFirst())
                .number("one", 1),
            Members.unchanged(account)));
    writes.add(
        Write.remove(
            Members.identityKey(account.identity()), Condition.of("#member = :member", member)));
    writes.add(
        Write.put(
            new Item(Members.identityKey(identities.getFirst()), deadline, member),
            Condition.absent()));
    identities.stream()
        .skip(1)
        .map(other -> Write.check(Members.identityKey(other), Condition.absent()))
        .forEach(writes::add);
    return writes;
  }

  /** Spends the code but keeps the address, which the member's own item no longer knows. */
  private Write keepFormer(String hash, Write spend) {
    Instant now = clock.instant();
    Deadline deadline = RetentionRule.FORMER_ADDRESS.from(now);
    return Write.change(
        CodeRequests.key(hash),
        "SET #spentAt = :now, #expiresAt = :expiresAt, #ttl = :ttl REMOVE #code",
        Attributes.none()
            .instant("now", now)
            .and(Item.deadlineAttributes(Table.EPHEMERAL, deadline)),
        spend.condition());
  }

  private static Outbox.Message message(Outbox.Kind kind, String hash, Instant now) {
    return new Outbox.Message(
        kind, new Outbox.Recipient.CodeRequest(hash), hash, Map.of("sequence", "1"), now);
  }

  private static String hash(Side side, String member, String request) {
    return Sessions.sha256("email-change|" + side + '|' + member + '|' + request);
  }
}
