package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Sessions.Token;
import fr.actionpopulaire.web.AcceptsIdempotencyKey;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.MemberView;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.SessionCookie;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes, accounts and sessions for apps. */
@Controller("/v1")
final class SignupApi {

  private final RequestCode requestCode;
  private final RedeemCode redeemCode;
  private final CreateMember createMember;
  private final Doorkeeper doorkeeper;
  private final SignOut signOut;
  private final Idempotency idempotency;
  private final MemberRetention retention;
  private final Campaign campaign;

  SignupApi(
      RequestCode requestCode,
      RedeemCode redeemCode,
      CreateMember createMember,
      Doorkeeper doorkeeper,
      SignOut signOut,
      Idempotency idempotency,
      MemberRetention retention,
      Campaign campaign) {
    this.requestCode = requestCode;
    this.redeemCode = redeemCode;
    this.createMember = createMember;
    this.doorkeeper = doorkeeper;
    this.signOut = signOut;
    this.idempotency = idempotency;
    this.retention = retention;
    this.campaign = campaign;
  }

  /**
   * An address to send a code to.
   *
   * @param email may be left out with {@code request}: the code goes where the first one went
   * @param request an earlier request, to have a fresh code sent for it; when it is over, or was
   *     another address's, {@code email} makes a new one
   */
  @Serdeable
  record CodeWish(@Nullable String email, @Nullable String request) {}

  /** A code on its way. */
  @Serdeable
  record CodeRequestView(String request, Instant expiresAt) {}

  /** The code that was mailed. */
  @Serdeable
  record CodeEntry(@Nullable String code) {}

  /**
   * A session.
   *
   * @param member the account, or null when there is none yet
   * @param eligible whether an account can be created without declaring one's support
   */
  @Serdeable
  record SessionView(
      String token, Instant expiresAt, @Nullable MemberView member, boolean eligible) {}

  @Post("/codes")
  @Operation(summary = "Have a login code sent by e-mail; the same answer for every address")
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = CodeRequestView.class)))
  @ApiResponse(
      responseCode = "410",
      description = "A request alone, without address, that is unknown, expired or spent")
  @ApiResponse(responseCode = "422", description = "Not an e-mail address")
  @ApiResponse(responseCode = "429", description = "Too many codes within the hour")
  MutableHttpResponse<Object> askForCode(HttpRequest<?> request, @Body CodeWish wish) {
    Call call = Call.of(request);
    if (wish.email() == null && wish.request() != null) {
      return answer(call, requestCode.askAgain(wish.request(), call.source()));
    }
    Optional<EmailAddress> address = Optional.ofNullable(wish.email()).flatMap(EmailAddress::parse);
    if (address.isEmpty()) {
      Findings findings = new Findings();
      findings.add("/email", Refusals.NOT_AN_ADDRESS);
      return Problem.answer(call, findings);
    }
    return answer(call, requestCode.ask(address.get(), wish.request(), call.source()));
  }

  private static MutableHttpResponse<Object> answer(Call call, RequestCode.Result result) {
    return switch (result) {
      case RequestCode.Result.Sent(Asked asked) ->
          HttpResponse.<Object>accepted()
              .body(new CodeRequestView(asked.request(), seconds(asked.expiresAt())));
      case RequestCode.Result.TooMany(Duration retryAfter) -> Refusals.tooMany(call, retryAfter);
      case RequestCode.Result.NoRequest _ -> Refusals.codeOver(call);
    };
  }

  @Post("/codes/{request}")
  @Operation(summary = "Redeem the code for a session")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SessionView.class)))
  @ApiResponse(responseCode = "403", description = "Wrong code, with the attempts left")
  @ApiResponse(responseCode = "410", description = "Unknown, expired, spent, or out of attempts")
  MutableHttpResponse<Object> redeem(
      HttpRequest<?> http, @PathVariable String request, @Body CodeEntry entry) {
    Call call = Call.of(http);
    Optional<String> code = Optional.ofNullable(entry.code()).flatMap(RedeemCode::digits);
    if (code.isEmpty()) {
      Findings findings = new Findings();
      findings.add("/code", Refusals.NOT_A_CODE);
      return Problem.answer(call, findings);
    }
    return switch (redeemCode.redeem(request, code.get())) {
      case RedeemCode.Result.SignedIn(Token token, Member member) ->
          session(token, MemberView.of(member, retention, campaign), true);
      case RedeemCode.Result.Verified(Token token, boolean eligible) ->
          session(token, null, eligible);
      case RedeemCode.Result.Wrong(int left) -> Problem.wrongCode(call, left);
      case RedeemCode.Result.Over _ -> Refusals.codeOver(call);
    };
  }

  private static MutableHttpResponse<Object> session(
      Token token, @Nullable MemberView member, boolean eligible) {
    return HttpResponse.<Object>ok()
        .body(new SessionView(token.value(), seconds(token.expiresAt()), member, eligible));
  }

  @Post("/members")
  @Operation(summary = "Create the account of a verified address; the token stays the same")
  @AcceptsIdempotencyKey
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @ApiResponse(responseCode = "403", description = "Not endorsed, and support not declared")
  @ApiResponse(responseCode = "409", description = "The account exists")
  @ApiResponse(responseCode = "422", description = "Values to correct")
  MutableHttpResponse<Object> create(HttpRequest<?> request, @Body NewMemberBody body) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> Refusals.unauthenticated(call);
      case Holder.Verified verified ->
          idempotency.once(call, verified.futureId(), _ -> create(call, verified, body));
      // Through the same gate, so that a repeated request gets its first answer.
      case Holder.SignedIn signedIn ->
          idempotency.once(call, signedIn.account().id(), _ -> Refusals.alreadyMember(call));
    };
  }

  private MutableHttpResponse<Object> create(
      Call call, Holder.Verified verified, NewMemberBody body) {
    Findings findings = new Findings();
    NewMember told = NewMember.read(body, findings);
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    return switch (createMember.create(verified, told, CreateMember.Origin.API)) {
      case CreateMember.Result.Created(Member member) ->
          HttpResponse.<Object>status(HttpStatus.CREATED)
              .header("location", "/v1/me")
              .header("etag", "\"" + member.account().version() + "\"")
              .body(MemberView.of(member, retention, campaign));
      case CreateMember.Result.NotEndorsed _ -> Refusals.notEndorsed(call);
      case CreateMember.Result.AlreadyMember _ -> Refusals.alreadyMember(call);
      case CreateMember.Result.ProofOver _ -> Refusals.unauthenticated(call);
    };
  }

  @Delete("/session")
  @Operation(summary = "Sign out: this token is worth nothing from now on")
  @ApiResponse(responseCode = "204", description = "Signed out")
  @ApiResponse(responseCode = "401", description = "No such session")
  MutableHttpResponse<Object> signOut(HttpRequest<?> request) {
    Call call = Call.of(request);
    return signOut.end(call)
        ? HttpResponse.<Object>noContent()
            .header("set-cookie", SessionCookie.forget(SessionCookie.NAME))
        : Refusals.unauthenticated(call);
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
