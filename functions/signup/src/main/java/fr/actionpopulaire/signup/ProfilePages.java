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
  private static final String SIGN_UP = "/inscription";
  private static final String SIGN_OUT = "/deconnexion";

  private final CreateMember createMember;
  private final SignOut signOut;
  private final Doorkeeper doorkeeper;
  private final Sessions sessions;
  private final Invitations invitations;
  private final Pages pages;
  private final Campaign campaign;

  ProfilePages(
      CreateMember createMember,
      SignOut signOut,
      Doorkeeper doorkeeper,
      Sessions sessions,
      Invitations invitations,
      Pages pages,
      Campaign campaign) {
    this.createMember = createMember;
    this.signOut = signOut;
    this.doorkeeper = doorkeeper;
    this.sessions = sessions;
    this.invitations = invitations;
    this.pages = pages;
    this.campaign = campaign;
  }

  @Get(uri = PATH, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> start(HttpRequest<?> request) {
    Call call = Call.of(request);
    Destination destination = Destination.of(call);
    return withProof(
        call,
        verified ->
            invitations
                .to(destination)
                .map(invitation -> invited(verified, destination, invitation))
                .orElseGet(
                    () -> postalCode(HttpStatus.OK, new ProfileForm(Map.of()), destination, "")));
  }

  @Post(
      uri = PATH,
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> send(HttpRequest<?> request) {
    Call call = Call.of(request);
    return withProof(call, verified -> sent(verified, call.form(), Destination.of(call)));
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
    Destination destination = Destination.of(call);
    return switch (doorkeeper.holder(call)) {
      case Holder.Nobody _ -> Pages.seeOther(destination.by(SIGN_UP));
      case Holder.SignedIn _ -> Pages.seeOther(destination.path());
      case Holder.Verified verified -> page.apply(verified);
    };
  }

  /**
   * Whoever comes for an event most often lives near it: the question for the postal code is
   * answered with the event's, to be changed by who lives elsewhere.
   */
  private MutableHttpResponse<Object> invited(
      Holder.Verified verified, Destination destination, Invitation invitation) {
    return sessions
        .proof(verified)
        .map(
            proof ->
                profile(
                    HttpStatus.OK,
                    ProfileForm.around(invitation.commune()),
                    new Findings(),
                    proof.eligible(),
                    destination))
        .orElseGet(() -> Pages.seeOther(destination.by(SIGN_UP)));
  }

  private MutableHttpResponse<Object> sent(
      Holder.Verified verified, Map<String, String> fields, Destination destination) {
    ProfileForm form = new ProfileForm(fields);
    if (form.communes().isEmpty()) {
      return postalCode(
          HttpStatus.UNPROCESSABLE_ENTITY,
          form,
          destination,
          "Nous ne trouvons pas ce code postal. Il a cinq chiffres, par exemple 59300.");
    }
    Optional<Proof> proof = sessions.proof(verified);
    if (proof.isEmpty()) {
      return Pages.seeOther(destination.by(SIGN_UP));
    }
    boolean eligible = proof.get().eligible();
    if (!form.typed("etape").equals("activer")) {
      return profile(HttpStatus.OK, form, new Findings(), eligible, destination);
    }
    Findings findings = new Findings();
    NewMember told = NewMember.read(form.body(), findings);
    if (!eligible && !told.endorses()) {
      findings.add("/endorses", Refusals.NOT_ENDORSED);
    }
    return findings.isEmpty()
        ? created(createMember.create(verified, told, CreateMember.Origin.PAGE), destination)
        : profile(HttpStatus.UNPROCESSABLE_ENTITY, form, findings, eligible, destination);
  }

  private static MutableHttpResponse<Object> created(
      CreateMember.Result result, Destination destination) {
    return switch (result) {
      case CreateMember.Result.Created _ -> Pages.seeOther(destination.path());
      // Another browser was faster with the same address: this one signs in with a new code.
      case CreateMember.Result.AlreadyMember _ -> Pages.seeOther(destination.by("/connexion"));
      case CreateMember.Result.NotEndorsed _, CreateMember.Result.ProofOver _ ->
          Pages.seeOther(destination.by(SIGN_UP));
    };
  }

  private MutableHttpResponse<Object> postalCode(
      HttpStatus status, ProfileForm form, Destination destination, String error) {
    return page(
        status,
        "postal-code.jte",
        "Votre commune",
        Map.of("form", form, "destination", destination, "error", error));
  }

  private MutableHttpResponse<Object> profile(
      HttpStatus status,
      ProfileForm form,
      Findings findings,
      boolean eligible,
      Destination destination) {
    Map<String, Object> model = new HashMap<>();
    model.put("form", form);
    model.put("errors", new ProfileErrors(findings));
    model.put("eligible", eligible);
    model.put("destination", destination);
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
