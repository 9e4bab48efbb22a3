package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Quotas.Use;
import fr.actionpopulaire.dynamodb.Quotas.Verdict;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a login code. Nothing is looked up about the address, so that a member's, an endorser's
 * and a stranger's cost the same work and get the same answer (ASVS 6.3.8).
 */
@Singleton
final class RequestCode {

  /** Above this, somebody is being mail-bombed rather than mistyping. */
  static final int PER_ADDRESS = 5;

  private final CodeRequests requests;
  private final Quotas quotas;
  private final int perSource;

  RequestCode(
      CodeRequests requests, Quotas quotas, @Value("${codes.per.source:300}") int perSource) {
    this.requests = requests;
    this.quotas = quotas;
    this.perSource = perSource;
  }

  sealed interface Result {

    /** A code is on its way. */
    record Sent(Asked asked) implements Result {}

    /** Too many codes within the hour, for this address or from this network. */
    record TooMany(Duration retryAfter) implements Result {}

    /** There is no living request to send another code for. */
    record NoRequest() implements Result {}
  }

  /**
   * Has a code sent to an address.
   *
   * @param request an earlier request to send a fresh code for; a new request is made when it does
   *     not live any more, or was another address's
   * @param source the network address the platform saw
   */
  Result ask(EmailAddress address, @Nullable String request, String source) {
    Optional<Result> refused = refusal(address, source);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Asked> renewed =
        request == null || !RandomId.isOne(request)
            ? Optional.empty()
            : requests.askAgain(request, address);
    return new Result.Sent(renewed.orElseGet(() -> requests.ask(address)));
  }

  /** Has a fresh code sent for a request, to the address it was made for. */
  Result askAgain(String request, String source) {
    Optional<EmailAddress> address =
        RandomId.isOne(request) ? requests.address(request) : Optional.empty();
    return address.isPresent() ? ask(address.get(), request, source) : new Result.NoRequest();
  }

  private Optional<Result> refusal(EmailAddress address, String source) {
    return exhausted(quotas.takeForSource(Use.CODES_PER_SOURCE, source, perSource))
        .or(() -> exhausted(quotas.take(Use.CODES_PER_ADDRESS, address, PER_ADDRESS)));
  }

  private static Optional<Result> exhausted(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> Optional.empty();
      case Verdict.Exhausted(Duration retryAfter) -> Optional.of(new Result.TooMany(retryAfter));
    };
  }
}
