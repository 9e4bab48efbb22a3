package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import fr.actionpopulaire.web.MemberView;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
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

/** Another address for an account, proved like the present one. */
@Controller("/v1/me/email")
final class EmailApi {

  private final Doorkeeper doorkeeper;
  private final ChangeEmail changeEmail;
  private final MemberRetention retention;
  private final Campaign campaign;

  EmailApi(
      Doorkeeper doorkeeper,
      ChangeEmail changeEmail,
      MemberRetention retention,
      Campaign campaign) {
    this.doorkeeper = doorkeeper;
    this.changeEmail = changeEmail;
    this.retention = retention;
    this.campaign = campaign;
  }

  /** The address somebody wants. */
  @Serdeable
  record EmailWish(@Nullable String email) {}

  /** Two codes on their way. */
  @Serdeable
  record EmailChangeView(String request, Instant expiresAt) {}

  /** The codes that were mailed, to the present and to the new address. */
  @Serdeable
  record EmailCodes(@Nullable String currentCode, @Nullable String newCode) {}

  @Post
  @Operation(
      summary =
          "Have a code sent to the present and the new address; the same answer for every one")
  @ApiResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = EmailChangeView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "422", description = "Not an e-mail address, or the present one")
  @ApiResponse(responseCode = "429", description = "Too many codes within the hour")
  MutableHttpResponse<Object> ask(HttpRequest<?> request, @Body EmailWish wish) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) ->
          Optional.ofNullable(wish.email())
              .flatMap(EmailAddress::parse)
              .map(wanted -> asked(call, changeEmail.ask(account, wanted)))
              .orElseGet(() -> refused(call, "/email", EmailWords.NOT_AN_ADDRESS));
    };
  }

  private static MutableHttpResponse<Object> asked(Call call, ChangeEmail.Request result) {
    return switch (result) {
      case ChangeEmail.Request.Sent(Asked asked) ->
          HttpResponse.<Object>accepted()
              .body(
                  new EmailChangeView(
                      asked.request(), asked.expiresAt().truncatedTo(ChronoUnit.SECONDS)));
      case ChangeEmail.Request.Same _ -> refused(call, "/email", EmailWords.SAME);
      case ChangeEmail.Request.TooMany(Duration retryAfter) ->
          Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, EmailWords.TOO_MANY)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case ChangeEmail.Request.Gone _ -> gone(call);
    };
  }

  @Post("/{request}")
  @Operation(summary = "Change the address with both codes; other sessions end")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "403", description = "Wrong code, with the attempts left")
  @ApiResponse(responseCode = "409", description = "The new address has an account")
  @ApiResponse(responseCode = "410", description = "Unknown, expired, spent, or out of attempts")
  MutableHttpResponse<Object> confirm(
      HttpRequest<?> http, @PathVariable String request, @Body EmailCodes codes) {
    Call call = Call.of(http);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, Key session) -> {
        Findings findings = new Findings();
        String present =
            findings.require(
                "/currentCode", codes.currentCode(), ChangeEmail::digits, "", EmailWords.CODE);
        String wanted =
            findings.require("/newCode", codes.newCode(), ChangeEmail::digits, "", EmailWords.CODE);
        yield findings.isEmpty()
            ? confirmed(call, changeEmail.confirm(account.id(), session, request, present, wanted))
            : Problem.answer(call, findings);
      }
    };
  }

  private MutableHttpResponse<Object> confirmed(Call call, ChangeEmail.Result result) {
    return switch (result) {
      case ChangeEmail.Result.Changed(Member member) ->
          HttpResponse.<Object>ok()
              .header("etag", IfMatch.tag(member.account().version()))
              .body(MemberView.of(member, retention, campaign));
      case ChangeEmail.Result.Wrong(int left) -> Problem.wrongCode(call, left);
      case ChangeEmail.Result.Over _ ->
          Problem.answer(call, ProblemKind.CODE_SPENT, EmailWords.OVER);
      case ChangeEmail.Result.Taken _ ->
          Problem.answer(call, ProblemKind.ALREADY_MEMBER, EmailWords.TAKEN);
      case ChangeEmail.Result.Changing _ ->
          Problem.answer(call, ProblemKind.CONFLICT, ConsentWords.CHANGING);
      case ChangeEmail.Result.Gone _ -> gone(call);
    };
  }

  private static MutableHttpResponse<Object> refused(Call call, String pointer, Words why) {
    Findings findings = new Findings();
    findings.add(pointer, why);
    return Problem.answer(call, findings);
  }

  private static MutableHttpResponse<Object> gone(Call call) {
    return Problem.answer(call, ProblemKind.UNAUTHENTICATED, EmailWords.GONE);
  }
}
