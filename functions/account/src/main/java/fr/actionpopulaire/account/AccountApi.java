package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Known;
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
import fr.actionpopulaire.web.SessionCookie;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own account for apps. A suspended member keeps all of it. */
@Controller("/v1/me")
final class AccountApi {

  private final Doorkeeper doorkeeper;
  private final MemberRetention retention;
  private final ChangeConsent changeConsent;
  private final EraseMember eraseMember;
  private final Campaign campaign;

  AccountApi(
      Doorkeeper doorkeeper,
      MemberRetention retention,
      ChangeConsent changeConsent,
      EraseMember eraseMember,
      Campaign campaign) {
    this.doorkeeper = doorkeeper;
    this.retention = retention;
    this.changeConsent = changeConsent;
    this.eraseMember = eraseMember;
    this.campaign = campaign;
  }

  /**
   * What a member agrees to or takes back.
   *
   * @param textVersion the version of the words they read; may be left out when taking back
   * @param over17 needed once, for {@code targeting}, unless it was said at sign-up
   */
  @Serdeable
  record ConsentWish(
      @Nullable Boolean granted, @Nullable String textVersion, @Nullable Boolean over17) {}

  @Get
  @Operation(summary = "Everything this account says about you, and when it will be deleted")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  MutableHttpResponse<Object> read(HttpRequest<?> request) {
    Call call = Call.of(request);
    Known known = doorkeeper.known(call);
    return switch (doorkeeper.memberEvenSuspended(call, known.holder())) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted _ -> known.member().map(this::shown).orElseGet(() -> gone(call));
    };
  }

  private MutableHttpResponse<Object> shown(Member member) {
    return HttpResponse.<Object>ok()
        .header("etag", IfMatch.tag(member.account().version()))
        .body(MemberView.of(member, retention, campaign));
  }

  @Put("/consents/{purpose}")
  @Operation(summary = "Agree to one purpose, or take it back: the same step for both")
  @ApiResponse(
      responseCode = "200",
      description = "The receipt",
      content = @Content(schema = @Schema(implementation = MemberView.ConsentView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "404", description = "No such purpose")
  @ApiResponse(responseCode = "422", description = "Outdated text, or something is missing first")
  MutableHttpResponse<Object> consent(
      HttpRequest<?> request, @PathVariable String purpose, @Body ConsentWish body) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) ->
          Purpose.of(purpose)
              .map(known -> consent(call, account, known, body))
              .orElseGet(() -> unknown(call));
    };
  }

  private MutableHttpResponse<Object> consent(
      Call call, Account account, Purpose purpose, ConsentWish body) {
    Findings findings = new Findings();
    boolean granted =
        findings.require(
            "/granted",
            body.granted(),
            Optional::of,
            false,
            new Words("Répondez par true ou false.", "Answer true or false."));
    if (!isCurrent(body)) {
      findings.add("/textVersion", ConsentWords.OUTDATED);
    }
    if (!findings.isEmpty()) {
      return Problem.answer(call, findings);
    }
    boolean over17 = Boolean.TRUE.equals(body.over17());
    return switch (changeConsent.change(
        account.id(), new ChangeConsent.Wish(purpose, granted, over17), "api")) {
      case ChangeConsent.Result.Recorded(var consent) ->
          HttpResponse.<Object>ok().body(MemberView.ConsentView.of(consent));
      case ChangeConsent.Result.EndsAccount _ ->
          refused(call, "/granted", ConsentWords.ENDS_ACCOUNT);
      case ChangeConsent.Result.NoPhone _ -> refused(call, "/granted", ConsentWords.NO_PHONE);
      case ChangeConsent.Result.AgeUntold _ -> refused(call, "/over17", ConsentWords.AGE_UNTOLD);
      case ChangeConsent.Result.Gone _ -> gone(call);
      case ChangeConsent.Result.Changing _ ->
          Problem.answer(call, ProblemKind.CONFLICT, ConsentWords.CHANGING);
    };
  }

  /** Words must be read to be agreed to, not to be taken back. */
  private static boolean isCurrent(ConsentWish body) {
    return body.textVersion() == null
        ? Boolean.FALSE.equals(body.granted())
        : ConsentTexts.isCurrent(body.textVersion());
  }

  @Delete
  @Operation(summary = "Delete the account and all that hangs on it, at once and for good")
  @ApiResponse(
      responseCode = "200",
      description = "What was deleted, what remains, when no backup can be read any more",
      content = @Content(schema = @Schema(implementation = Certificate.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  MutableHttpResponse<Object> erase(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Granted(Account account, _) -> erased(eraseMember.erase(account));
      case Admission.Refused(MutableHttpResponse<Object> answer) ->
          call.token().flatMap(eraseMember::resume).map(AccountApi::erased).orElse(answer);
    };
  }

  private static MutableHttpResponse<Object> erased(Certificate certificate) {
    return HttpResponse.<Object>ok()
        .header("set-cookie", SessionCookie.forget(SessionCookie.NAME))
        .body(certificate);
  }

  private static MutableHttpResponse<Object> refused(Call call, String pointer, Words why) {
    Findings findings = new Findings();
    findings.add(pointer, why);
    return Problem.answer(call, findings);
  }

  private static MutableHttpResponse<Object> unknown(Call call) {
    return Problem.answer(
        call,
        ProblemKind.NOT_FOUND,
        new Words("Cette finalité n’existe pas.", "There is no such purpose."));
  }

  private static MutableHttpResponse<Object> gone(Call call) {
    return Problem.answer(
        call,
        ProblemKind.UNAUTHENTICATED,
        new Words("Ce compte n’existe plus.", "This account no longer exists."));
  }
}
