package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Sessions.Token;
import fr.actionpopulaire.web.Call;
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
  private final Pages pages;
  private final Campaign campaign;

  SignupPages(
      RequestCode requestCode,
      RedeemCode redeemCode,
      SignOut signOut,
      Pages pages,
      Campaign campaign) {
    this.requestCode = requestCode;
    this.redeemCode = redeemCode;
    this.signOut = signOut;
    this.pages = pages;
    this.campaign = campaign;
  }

  @Get(uri = SIGN_UP, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signUp() {
    return emailForm(HttpStatus.OK, SIGN_UP, "", "");
  }

  @Get(uri = SIGN_IN, produces = MediaType.TEXT_HTML)
  MutableHttpResponse<Object> signIn() {
    return emailForm(HttpStatus.OK, SIGN_IN, "", "");
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
    String typed = call.form().getOrDefault("email", "");
    Optional<EmailAddress> address = EmailAddress.parse(typed);
    if (address.isEmpty()) {
      return emailForm(HttpStatus.UNPROCESSABLE_ENTITY, door, typed, Refusals.NOT_AN_ADDRESS.fr());
    }
    return asked(requestCode.ask(address.get(), null, call.source()), door, typed);
  }

  private MutableHttpResponse<Object> asked(RequestCode.Result result, String door, String typed) {
    return switch (result) {
      case RequestCode.Result.Sent(Asked asked) ->
          Pages.seeOther(door + "/code")
              .header("set-cookie", SessionCookie.request(asked.request()));
      case RequestCode.Result.TooMany(Duration retryAfter) ->
          emailForm(HttpStatus.TOO_MANY_REQUESTS, door, typed, Refusals.tooMany(retryAfter).fr())
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case RequestCode.Result.NoRequest _ ->
          emailForm(HttpStatus.GONE, door, typed, Refusals.CODE_OVER.fr());
    };
  }

  private MutableHttpResponse<Object> codePage(Call call, String door) {
    return call.cookie(SessionCookie.REQUEST).isPresent()
        ? codeForm(HttpStatus.OK, door, "")
        : Pages.seeOther(door);
  }

  private MutableHttpResponse<Object> enter(Call call, String door) {
    Optional<String> request = call.cookie(SessionCookie.REQUEST);
    if (request.isEmpty()) {
      return emailForm(
          HttpStatus.GONE,
          door,
          "",
          "Ce navigateur n’a pas demandé de code, ou il y a plus de dix minutes :"
              + " demandez-en un nouveau.");
    }
    if (call.form().getOrDefault("action", "").equals("renvoyer")) {
      return asked(requestCode.askAgain(request.get(), call.source()), door, "");
    }
    Optional<String> code = RedeemCode.digits(call.form().getOrDefault("code", ""));
    return code.isEmpty()
        ? codeForm(HttpStatus.UNPROCESSABLE_ENTITY, door, Refusals.NOT_A_CODE.fr())
        : redeemed(call, redeemCode.redeem(request.get(), code.get()), door);
  }

  private MutableHttpResponse<Object> redeemed(Call call, RedeemCode.Result result, String door) {
    return switch (result) {
      case RedeemCode.Result.SignedIn signedIn -> signedIn(call, signedIn.token(), "/compte");
      case RedeemCode.Result.Verified verified ->
          signedIn(call, verified.token(), ProfilePages.PATH);
      case RedeemCode.Result.Wrong(int left) when left > 0 ->
          codeForm(
              HttpStatus.FORBIDDEN,
              door,
              "Ce n’est pas le code que nous avons envoyé. "
                  + (left == 1 ? "Il reste un essai." : "Il reste " + left + " essais."));
      case RedeemCode.Result.Wrong _ ->
          over(
              HttpStatus.FORBIDDEN, door, "Ce n’est pas le bon code, et c’était le dernier essai.");
      case RedeemCode.Result.Over _ -> over(HttpStatus.GONE, door, Refusals.CODE_OVER.fr());
    };
  }

  private MutableHttpResponse<Object> over(HttpStatus status, String door, String error) {
    return emailForm(status, door, "", error)
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
      HttpStatus status, String door, String typed, String error) {
    boolean signingUp = door.equals(SIGN_UP);
    return page(
        status,
        "email.jte",
        signingUp ? "Rejoindre le réseau d’action" : "Connexion",
        Map.of(
            "signingUp",
            signingUp,
            "email",
            typed.length() > 254 ? "" : typed,
            "error",
            error,
            "campaign",
            campaign));
  }

  private MutableHttpResponse<Object> codeForm(HttpStatus status, String door, String error) {
    return page(status, "code.jte", "Votre code", Map.of("action", door + "/code", "error", error));
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, String title, Map<String, Object> model) {
    boolean refused = status.getCode() >= 400;
    return pages.answer(
        status,
        new Pages.Page(
            "signup",
            template,
            refused ? "À corriger : " + title : title,
            template.equals("email.jte") && !refused ? Visibility.PUBLIC : Visibility.PRIVATE,
            model));
  }
}
