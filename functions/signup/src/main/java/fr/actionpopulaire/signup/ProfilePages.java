package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Sessions.Proof;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.SessionCookie;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * From a proved address to an account: first the postal code, then one form with the communes it
 * serves. And the way out.
 */
@Hidden
@Controller
final class ProfilePages {

  static final String PATH = "/inscription/profil";
  private static final String SIGN_OUT = "/deconnexion";
  private static final String ACCOUNT = "/compte";

  private final CreateMember createMember;
  private final SignOut signOut;
  private final Doorkeeper doorkeeper;
  private final Sessions sessions;
  private final Pages pages;
  private final Campaign campaign;

  ProfilePages(
      CreateMember createMember,
      SignOut signOut,
      Doorkeeper doorkeeper,
      Sessions sessions,
      Pages pages,
      Campaign campaign) {
    this.createMember = createMember;
    this.signOut = signOut;
    this.doorkeeper = doorkeeper;
    this.sessions = sessions;
    this.pages = pages;
    this.campaign = campaign;
  }

  @Get(uri = PATH, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> start(HttpRequest<?> request) {
    return withProof(
        Call.of(request), _ -> postalCode(HttpStatus.OK, new ProfileForm(Map.of()), ""));
  }

  @Post(
      uri = PATH,
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> send(HttpRequest<?> request) {
    Call call = Call.of(request);
    return withProof(call, verified -> sent(verified, call.form()));
  }

  @Get(uri = SIGN_OUT, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> askToSignOut() {
    return page(HttpStatus.OK, "logout.jte", "Se déconnecter", Map.of());
  }

  @Post(
      uri = SIGN_OUT,
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signOut(HttpRequest<?> request) {
    signOut.end(Call.of(request));
    return Pages.seeOther("/")
        .header("set-cookie", SessionCookie.forget(SessionCookie.NAME))
        .header("set-cookie", SessionCookie.forget(SessionCookie.REQUEST));
  }

  private MutableHttpResponse<Object> withProof(
      Call call, Function<Holder.Verified, MutableHttpResponse<Object>> page) {
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> Pages.seeOther("/inscription");
      case Holder.SignedIn _ -> Pages.seeOther(ACCOUNT);
      case Holder.Verified verified -> page.apply(verified);
    };
  }

  private MutableHttpResponse<Object> sent(Holder.Verified verified, Map<String, String> fields) {
    ProfileForm form = new ProfileForm(fields);
    if (form.communes().isEmpty()) {
      return postalCode(
          HttpStatus.UNPROCESSABLE_ENTITY,
          form,
          "Nous ne trouvons pas ce code postal. Il a cinq chiffres, par exemple 59300.");
    }
    Optional<Proof> proof = sessions.proof(verified);
    if (proof.isEmpty()) {
      return Pages.seeOther("/inscription");
    }
    boolean eligible = proof.get().eligible();
    if (!form.typed("etape").equals("activer")) {
      return profile(HttpStatus.OK, form, new Findings(), eligible);
    }
    Findings findings = new Findings();
    NewMember told = NewMember.read(form.body(), findings);
    if (!eligible && !told.endorses()) {
      findings.add("/endorses", Refusals.NOT_ENDORSED);
    }
    return findings.isEmpty()
        ? created(createMember.create(verified, told, CreateMember.Origin.PAGE))
        : profile(HttpStatus.UNPROCESSABLE_ENTITY, form, findings, eligible);
  }

  private static MutableHttpResponse<Object> created(CreateMember.Result result) {
    return switch (result) {
      case CreateMember.Result.Created _ -> Pages.seeOther(ACCOUNT);
      // Another browser was faster with the same address: this one signs in with a new code.
      case CreateMember.Result.AlreadyMember _ -> Pages.seeOther("/connexion");
      case CreateMember.Result.NotEndorsed _, CreateMember.Result.ProofOver _ ->
          Pages.seeOther("/inscription");
    };
  }

  private MutableHttpResponse<Object> postalCode(
      HttpStatus status, ProfileForm form, String error) {
    return page(status, "postal-code.jte", "Votre commune", Map.of("form", form, "error", error));
  }

  private MutableHttpResponse<Object> profile(
      HttpStatus status, ProfileForm form, Findings findings, boolean eligible) {
    Map<String, Object> model = new HashMap<>();
    model.put("form", form);
    model.put("errors", new ProfileErrors(findings));
    model.put("eligible", eligible);
    model.put("campaign", campaign);
    return page(status, "profile.jte", "Activer votre compte", model);
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, String title, Map<String, Object> model) {
    return pages.answer(
        status,
        new Pages.Page(
            "signup",
            template,
            status.getCode() >= 400 ? "À corriger : " + title : title,
            Visibility.PRIVATE,
            model));
  }
}
