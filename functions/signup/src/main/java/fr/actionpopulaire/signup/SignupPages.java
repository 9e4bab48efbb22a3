package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.dynamodb.Sessions.Token;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The e-mail form and the code form, for signing up and for signing in alike: both end where the
 * person belongs. The id of the code request lives in the requester's cookie only, so a code can
 * only be redeemed by the browser that asked for it, and whatever else opens or submits these pages
 * (a mail scanner, say) redeems nothing.
 */
@Hidden
@Controller
final class SignupPages {

  private static final String SIGN_UP = "/inscription";
  private static final String SIGN_IN = "/connexion";

  private final RequestCode requestCode;
  private final RedeemCode redeemCode;
  private final SignOut signOut;
  private final Invitations invitations;
  private final Doorkeeper doorkeeper;
  private final Pages pages;
  private final Campaign campaign;

  SignupPages(
      RequestCode requestCode,
      RedeemCode redeemCode,
      SignOut signOut,
      Invitations invitations,
      Doorkeeper doorkeeper,
      Pages pages,
      Campaign campaign) {
    this.requestCode = requestCode;
    this.redeemCode = redeemCode;
    this.signOut = signOut;
    this.invitations = invitations;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
    this.campaign = campaign;
  }

  @Get(uri = SIGN_UP, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> startSignUp(HttpRequest<?> request) {
    return start(Call.of(request), SIGN_UP);
  }

  @Get(uri = SIGN_IN, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> startSignIn(HttpRequest<?> request) {
    return start(Call.of(request), SIGN_IN);
  }

  /** Whoever comes for an event and is signed in already need not do so again. */
  private MutableHttpResponse<Object> start(Call call, String door) {
    Destination destination = Destination.of(call);
    if (destination.isEvent()) {
      switch (doorkeeper.holder(call)) {
        case Holder.SignedIn _ -> {
          return Pages.seeOther(destination.path());
        }
        case Holder.Verified _ -> {
          return Pages.seeOther(destination.by(ProfilePages.PATH));
        }
        case Holder.Nobody _ -> {}
      }
    }
    return emailForm(HttpStatus.OK, door, destination, "", "");
  }

  @Post(
      uri = SIGN_UP,
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signUp(HttpRequest<?> request) {
    return ask(Call.of(request), SIGN_UP);
  }

  @Post(
      uri = SIGN_IN,
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signIn(HttpRequest<?> request) {
    return ask(Call.of(request), SIGN_IN);
  }

  @Get(uri = SIGN_UP + "/code", produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signUpCode(HttpRequest<?> request) {
    return codePage(Call.of(request), SIGN_UP);
  }

  @Get(uri = SIGN_IN + "/code", produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signInCode(HttpRequest<?> request) {
    return codePage(Call.of(request), SIGN_IN);
  }

  @Post(
      uri = SIGN_UP + "/code",
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> redeemAtSignUp(HttpRequest<?> request) {
    return enter(Call.of(request), SIGN_UP);
  }

  @Post(
      uri = SIGN_IN + "/code",
      consumes = MediaType.APPLICATION_FORM_URLENCODED,
      produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> redeemAtSignIn(HttpRequest<?> request) {
    return enter(Call.of(request), SIGN_IN);
  }

  private MutableHttpResponse<Object> ask(Call call, String door) {
    Destination destination = Destination.of(call);
    String typed = call.form().getOrDefault("email", "");
    Optional<EmailAddress> address = EmailAddress.parse(typed);
    if (address.isEmpty()) {
      return emailForm(
          HttpStatus.UNPROCESSABLE_ENTITY, door, destination, typed, Refusals.NOT_AN_ADDRESS.fr());
    }
    return asked(requestCode.ask(address.get(), null, call.source()), door, destination, typed);
  }

  private MutableHttpResponse<Object> asked(
      RequestCode.Result result, String door, Destination destination, String typed) {
    return switch (result) {
      case RequestCode.Result.Sent(Asked asked) ->
          Pages.seeOther(destination.by(door + "/code"))
              .header("set-cookie", SessionCookie.request(asked.request()));
      case RequestCode.Result.TooMany(Duration retryAfter) ->
          emailForm(
                  HttpStatus.TOO_MANY_REQUESTS,
                  door,
                  destination,
                  typed,
                  Refusals.tooMany(retryAfter).fr())
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case RequestCode.Result.NoRequest _ ->
          emailForm(HttpStatus.GONE, door, destination, typed, Refusals.CODE_OVER.fr());
    };
  }

  private MutableHttpResponse<Object> codePage(Call call, String door) {
    Destination destination = Destination.of(call);
    return call.cookie(SessionCookie.REQUEST).isPresent()
        ? codeForm(HttpStatus.OK, door, destination, "")
        : Pages.seeOther(destination.by(door));
  }

  private MutableHttpResponse<Object> enter(Call call, String door) {
    Destination destination = Destination.of(call);
    Optional<String> request = call.cookie(SessionCookie.REQUEST);
    if (request.isEmpty()) {
      return emailForm(
          HttpStatus.GONE,
          door,
          destination,
          "",
          "Ce navigateur n’a pas demandé de code, ou il y a plus de dix minutes :"
              + " demandez-en un nouveau.");
    }
    if (call.form().getOrDefault("action", "").equals("renvoyer")) {
      return asked(requestCode.askAgain(request.get(), call.source()), door, destination, "");
    }
    Optional<String> code = RedeemCode.digits(call.form().getOrDefault("code", ""));
    return code.isEmpty()
        ? codeForm(HttpStatus.UNPROCESSABLE_ENTITY, door, destination, Refusals.NOT_A_CODE.fr())
        : redeemed(call, redeemCode.redeem(request.get(), code.get()), door, destination);
  }

  private MutableHttpResponse<Object> redeemed(
      Call call, RedeemCode.Result result, String door, Destination destination) {
    return switch (result) {
      case RedeemCode.Result.SignedIn signedIn ->
          signedIn(call, signedIn.token(), destination.path());
      case RedeemCode.Result.Verified verified ->
          signedIn(call, verified.token(), destination.by(ProfilePages.PATH));
      case RedeemCode.Result.Wrong(int left) when left > 0 ->
          codeForm(
              HttpStatus.FORBIDDEN,
              door,
              destination,
              "Ce n’est pas le code que nous avons envoyé. "
                  + (left == 1 ? "Il reste un essai." : "Il reste " + left + " essais."));
      case RedeemCode.Result.Wrong _ ->
          over(
              HttpStatus.FORBIDDEN,
              door,
              destination,
              "Ce n’est pas le bon code, et c’était le dernier essai.");
      case RedeemCode.Result.Over _ ->
          over(HttpStatus.GONE, door, destination, Refusals.CODE_OVER.fr());
    };
  }

  private MutableHttpResponse<Object> over(
      HttpStatus status, String door, Destination destination, String error) {
    return emailForm(status, door, destination, "", error)
        .header("set-cookie", SessionCookie.forget(SessionCookie.REQUEST));
  }

  /** Whoever was signed in in this browser before is signed out (ASVS 7.2.4). */
  private MutableHttpResponse<Object> signedIn(Call call, Token token, String next) {
    signOut.end(call);
    return Pages.seeOther(next)
        .header("set-cookie", SessionCookie.session(token))
        .header("set-cookie", SessionCookie.forget(SessionCookie.REQUEST));
  }

  private MutableHttpResponse<Object> emailForm(
      HttpStatus status, String door, Destination destination, String typed, String error) {
    boolean signingUp = door.equals(SIGN_UP);
    Map<String, Object> model = new HashMap<>();
    model.put("signingUp", signingUp);
    model.put("destination", destination);
    model.put("invitation", invitations.to(destination).orElse(null));
    model.put("email", typed.length() > 254 ? "" : typed);
    model.put("error", error);
    model.put("campaign", campaign);
    return page(
        status, "email.jte", signingUp ? "Rejoindre le réseau d’action" : "Connexion", model);
  }

  private MutableHttpResponse<Object> codeForm(
      HttpStatus status, String door, Destination destination, String error) {
    return page(
        status,
        "code.jte",
        "Votre code",
        Map.of("door", door, "destination", destination, "error", error));
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
