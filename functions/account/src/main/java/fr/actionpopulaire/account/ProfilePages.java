package fr.actionpopulaire.account;

import fr.actionpopulaire.dynamodb.Known;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.IfMatch;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One's profile as a form; also while suspended (GDPR 16). */
@Hidden
@Controller("/compte/profil")
@Produces(MediaType.TEXT_HTML)
final class ProfilePages {

  private static final Words CHANGED =
      new Words(
          "Votre profil a été modifié ailleurs entre-temps : le voici tel qu’il est.",
          "Your profile was changed elsewhere meanwhile: here it is as it stands.");

  private final Doorkeeper doorkeeper;
  private final Members members;
  private final ChangeProfile changeProfile;
  private final Pages pages;

  ProfilePages(Doorkeeper doorkeeper, Members members, ChangeProfile changeProfile, Pages pages) {
    this.doorkeeper = doorkeeper;
    this.members = members;
    this.changeProfile = changeProfile;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> profile(HttpRequest<?> request) {
    Known known = doorkeeper.known(Call.of(request));
    return admitted(known.holder(), _ -> present(HttpStatus.OK, known.member(), new Findings()));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> change(HttpRequest<?> request) {
    Call call = Call.of(request);
    ProfileForm form = new ProfileForm(call.form(), new Findings());
    return admitted(doorkeeper.holder(call), account -> change(account, form));
  }

  private MutableHttpResponse<Object> change(Account account, ProfileForm form) {
    IfMatch seen = new IfMatch(List.of('"' + form.value("version") + '"'));
    return switch (changeProfile.change(account.id(), seen, _ -> form.profile())) {
      case ChangeProfile.Result.Changed _ -> Pages.seeOther("/compte");
      case ChangeProfile.Result.Stale _ -> {
        Findings findings = new Findings();
        findings.add("", CHANGED);
        yield present(HttpStatus.CONFLICT, members.find(account.id()), findings);
      }
      case ChangeProfile.Result.Invalid(Findings findings) ->
          page(HttpStatus.UNPROCESSABLE_ENTITY, form.with(findings));
      case ChangeProfile.Result.Gone _ -> Pages.seeOther("/connexion");
    };
  }

  /** The form as the profile stands. */
  private MutableHttpResponse<Object> present(
      HttpStatus status, Optional<Member> found, Findings findings) {
    return found
        .map(member -> page(status, form(member).with(findings)))
        .orElseGet(() -> Pages.seeOther("/connexion"));
  }

  private static ProfileForm form(Member member) {
    return ProfileForm.of(Profile.of(member.personal()), member.account().version());
  }

  private static MutableHttpResponse<Object> admitted(
      Holder holder, Function<Account, MutableHttpResponse<Object>> then) {
    return switch (holder) {
      case Holder.SignedIn(Account account, _) -> then.apply(account);
      case Holder.Verified _ -> Pages.seeOther("/inscription");
      case Holder.Nobody _ -> Pages.seeOther("/connexion");
    };
  }

  private MutableHttpResponse<Object> page(HttpStatus status, ProfileForm form) {
    return pages.answer(
        status,
        new Pages.Page(
            "account",
            "profile.jte",
            status.getCode() >= 400 ? "À corriger : mon profil" : "Mon profil",
            Pages.Visibility.PRIVATE,
            Map.of("form", form)));
  }
}
