package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import fr.actionpopulaire.web.MemberView;
import fr.actionpopulaire.web.MergePatch;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Patch;
import io.micronaut.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;

/** Changing one's own profile for apps, by merge patch; also while suspended (GDPR 16). */
@Controller("/v1/me")
final class ProfileApi {

  private final Doorkeeper doorkeeper;
  private final ChangeProfile changeProfile;
  private final MemberRetention retention;
  private final Campaign campaign;
  private final JsonMapper json;

  ProfileApi(
      Doorkeeper doorkeeper,
      ChangeProfile changeProfile,
      MemberRetention retention,
      Campaign campaign,
      JsonMapper json) {
    this.doorkeeper = doorkeeper;
    this.changeProfile = changeProfile;
    this.retention = retention;
    this.campaign = campaign;
    this.json = json;
  }

  @Patch
  @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Operation(summary = "Change one's profile: what is left out stays, null removes")
  @Parameter(
      name = "If-Match",
      in = ParameterIn.HEADER,
      required = true,
      description = "ETag of the version the change was made from",
      schema = @Schema(type = "string"))
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MergePatch.MEDIA_TYPE,
            schema = @Schema(implementation = Profile.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Profile.class))
      })
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MemberView.class)))
  @ApiResponse(responseCode = "401", description = "Not signed in")
  @ApiResponse(responseCode = "412", description = "Changed since that version")
  @ApiResponse(responseCode = "422", description = "Values to correct")
  @ApiResponse(responseCode = "428", description = "Without If-Match")
  MutableHttpResponse<Object> change(@Parameter(hidden = true) HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberEvenSuspended(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, _) ->
          IfMatch.of(call)
              .map(expected -> change(call, account, expected))
              .orElseGet(() -> IfMatch.missing(call));
    };
  }

  private MutableHttpResponse<Object> change(Call call, Account account, IfMatch expected) {
    Optional<MergePatch> read = MergePatch.read(json, call.body(), Profile.FIELDS);
    if (read.isEmpty()) {
      return malformed(call);
    }
    MergePatch patch = read.get();
    // Once over nothing, to know whether the types are right before anything is looked up.
    patched(patch, Profile.EMPTY);
    if (patch.isMalformed()) {
      return malformed(call);
    }
    return switch (changeProfile.change(account.id(), expected, before -> patched(patch, before))) {
      case ChangeProfile.Result.Changed(Member member) ->
          HttpResponse.<Object>ok()
              .header("etag", IfMatch.tag(member.account().version()))
              .body(MemberView.of(member, retention, campaign));
      case ChangeProfile.Result.Stale _ -> IfMatch.stale(call);
      case ChangeProfile.Result.Invalid(Findings findings) -> Problem.answer(call, findings);
      case ChangeProfile.Result.Gone _ ->
          Problem.answer(
              call,
              ProblemKind.UNAUTHENTICATED,
              new Words("Ce compte n’existe plus.", "This account no longer exists."));
    };
  }

  private static Profile patched(MergePatch patch, Profile before) {
    return new Profile(
        patch.text("firstName", before.firstName()),
        patch.text("lastName", before.lastName()),
        patch.text("commune", before.commune()),
        patch.texts("skills", before.skills()),
        patch.texts("interests", before.interests()),
        patch.number("radiusKm", before.radiusKm()),
        patch.text("phone", before.phone()),
        patch.text("hours", before.hours()));
  }

  private static MutableHttpResponse<Object> malformed(Call call) {
    return Problem.answer(
        call,
        ProblemKind.MALFORMED,
        new Words(
            "Envoyez un objet JSON (RFC 7396) avec les seuls champs du profil, chacun de son type.",
            "Send a JSON object (RFC 7396) with fields of the profile only, each of its type."));
  }
}
