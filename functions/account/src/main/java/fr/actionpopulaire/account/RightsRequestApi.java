package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.rights.AnswerDue;
import fr.actionpopulaire.domain.rights.Subject;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Quotas;
import fr.actionpopulaire.dynamodb.Quotas.Use;
import fr.actionpopulaire.dynamodb.Quotas.Verdict;
import fr.actionpopulaire.dynamodb.RightsRequests;
import fr.actionpopulaire.dynamodb.RightsRequests.Letter;
import fr.actionpopulaire.dynamodb.RightsRequests.RightsRequest;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only people can do for somebody: asked without login, answered within a month. */
@Controller("/v1/rights-requests")
final class RightsRequestApi {

  /** Nobody asks as often; more is somebody filling the queue. */
  private static final int PER_SOURCE = 20;

  private final RightsRequests requests;
  private final Quotas quotas;
  private final Idempotency idempotency;
  private final Peppers peppers;
  private final Members members;

  RightsRequestApi(
      RightsRequests requests,
      Quotas quotas,
      Idempotency idempotency,
      Peppers peppers,
      Members members) {
    this.requests = requests;
    this.quotas = quotas;
    this.idempotency = idempotency;
    this.peppers = peppers;
    this.members = members;
  }

  /**
   * A request.
   *
   * @param subject {@code rectification}, {@code lost-address}, {@code restriction} or {@code
   *     other}
   * @param email where the answer goes; it need not be the address the data is kept under
   */
  @Serdeable
  record Asked(@Nullable String subject, @Nullable String email, @Nullable String explanation) {

    /** Never its content. */
    @Override
    public String toString() {
      return "Asked[…]";
    }
  }

  /**
   * That it was received.
   *
   * @param dueOn the last day, in Paris, on which an answer is in time
   */
  @Serdeable
  record Received(String request, Instant receivedAt, LocalDate dueOn) {}

  @Post
  @Operation(summary = "Ask staff something about your data; no login, answered within a month")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Received.class)))
  @ApiResponse(responseCode = "422", description = "Values to correct")
  @ApiResponse(responseCode = "429", description = "Too many requests within the hour")
  MutableHttpResponse<Object> ask(
      @Parameter(hidden = true) HttpRequest<?> request, @Body Asked sent) {
    Call call = Call.of(request);
    Findings findings = new Findings();
    Subject subject =
        findings.require("/subject", sent.subject(), Subject::of, Subject.OTHER, SUBJECT);
    Optional<EmailAddress> email = Optional.ofNullable(sent.email()).flatMap(EmailAddress::parse);
    if (email.isEmpty()) {
      findings.add("/email", EmailWords.NOT_AN_ADDRESS);
    }
    String explanation =
        findings.require(
            "/explanation",
            sent.explanation(),
            text -> PlainText.text(text, 3, 2000),
            "",
            EXPLANATION);
    if (email.isEmpty() || !findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    return idempotency.once(
        call,
        peppers.keyedHash("rights-source", call.source()),
        id -> file(call, id, subject, email.get(), explanation));
  }

  private MutableHttpResponse<Object> file(
      Call call, String id, Subject subject, EmailAddress email, String explanation) {
    if (quotas.takeForSource(Use.RIGHTS_PER_SOURCE, call.source(), PER_SOURCE)
        instanceof Verdict.Exhausted(Duration retryAfter)) {
      return Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, TOO_MANY)
          .header("retry-after", Long.toString(retryAfter.toSeconds()));
    }
    String member = members.withIdentity(peppers.hashes(email)).orElse(null);
    RightsRequest filed = requests.file(id, subject, new Letter(email, explanation, member));
    return HttpResponse.<Object>status(HttpStatus.CREATED)
        .body(new Received(filed.id(), filed.filedAt(), AnswerDue.lastDay(filed.filedAt())));
  }

  private static final Words SUBJECT =
      new Words(
          "Choisissez rectification, lost-address, restriction ou other.",
          "Choose rectification, lost-address, restriction or other.");

  private static final Words EXPLANATION =
      new Words("De 3 à 2000 caractères, sans balise.", "3 to 2000 characters, without markup.");

  private static final Words TOO_MANY =
      new Words(
          "Trop de demandes depuis ce réseau. Réessayez plus tard.",
          "Too many requests from this network. Try again later.");
}
