package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.CodeRequests.Asked;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.SessionCookie;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Another address by plain forms. The request lives in the cookie of the browser that asked, as at
 * login.
 */
@Hidden
@Controller("/compte/adresse")
@Produces(MediaType.TEXT_HTML)
final class EmailPages {

  private static final String CODES = "/compte/adresse/codes";

  private final Doorkeeper doorkeeper;
  private final ChangeEmail changeEmail;
  private final Pages pages;

  EmailPages(Doorkeeper doorkeeper, ChangeEmail changeEmail, Pages pages) {
    this.doorkeeper = doorkeeper;
    this.changeEmail = changeEmail;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> ask(HttpRequest<?> request) {
    return admitted(Call.of(request), _ -> addressForm(HttpStatus.OK, "", ""));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> asked(HttpRequest<?> request) {
    Call call = Call.of(request);
    String typed = call.form().getOrDefault("email", "");
    return admitted(
        call,
        member ->
            EmailAddress.parse(typed)
                .map(wanted -> sent(changeEmail.ask(member.account(), wanted), typed))
                .orElseGet(() -> again(typed, EmailWords.NOT_AN_ADDRESS)));
  }

  private MutableHttpResponse<Object> sent(ChangeEmail.Request result, String typed) {
    return switch (result) {
      case ChangeEmail.Request.Sent(Asked asked) ->
          Pages.seeOther(CODES).header("set-cookie", SessionCookie.request(asked.request()));
      case ChangeEmail.Request.Same _ -> again(typed, EmailWords.SAME);
      case ChangeEmail.Request.TooMany _ ->
          addressForm(HttpStatus.TOO_MANY_REQUESTS, typed, EmailWords.TOO_MANY.fr());
      case ChangeEmail.Request.Gone _ -> Pages.seeOther("/connexion");
    };
  }

  @Get("/codes")
  MutableHttpResponse<Object> codes(HttpRequest<?> request) {
    return admitted(Call.of(request), _ -> codesForm(HttpStatus.OK, ""));
  }

  @Post("/codes")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> confirm(HttpRequest<?> request) {
    Call call = Call.of(request);
    return admitted(call, member -> confirm(call, member));
  }

  private MutableHttpResponse<Object> confirm(Call call, Holder.SignedIn member) {
    Optional<String> present = ChangeEmail.digits(call.form().getOrDefault("ancien", ""));
    Optional<String> wanted = ChangeEmail.digits(call.form().getOrDefault("nouveau", ""));
    if (present.isEmpty() || wanted.isEmpty()) {
      return codesForm(HttpStatus.UNPROCESSABLE_ENTITY, EmailWords.CODE.fr());
    }
    Account account = member.account();
    return switch (changeEmail.confirm(
        account.id(),
        member.session(),
        call.cookie(SessionCookie.REQUEST).orElse(""),
        present.get(),
        wanted.get())) {
      case ChangeEmail.Result.Changed _ ->
          Pages.seeOther("/compte")
              .header("set-cookie", SessionCookie.forget(SessionCookie.REQUEST));
      case ChangeEmail.Result.Wrong(int left) when left > 0 ->
          codesForm(HttpStatus.FORBIDDEN, EmailWords.WRONG.fr());
      case ChangeEmail.Result.Wrong _, ChangeEmail.Result.Over _ ->
          addressForm(HttpStatus.GONE, "", EmailWords.OVER.fr());
      case ChangeEmail.Result.Taken _ ->
          addressForm(HttpStatus.CONFLICT, "", EmailWords.TAKEN.fr());
      case ChangeEmail.Result.Changing _ ->
          codesForm(HttpStatus.CONFLICT, ConsentWords.CHANGING.fr());
      case ChangeEmail.Result.Gone _ -> Pages.seeOther("/connexion");
    };
  }

  private MutableHttpResponse<Object> again(String typed, Words why) {
    return addressForm(HttpStatus.UNPROCESSABLE_ENTITY, typed, why.fr());
  }

  private MutableHttpResponse<Object> addressForm(HttpStatus status, String typed, String error) {
    return page(
        status, "email.jte", Map.of("email", typed.length() > 254 ? "" : typed, "error", error));
  }

  private MutableHttpResponse<Object> codesForm(HttpStatus status, String error) {
    return page(status, "email-codes.jte", Map.of("error", error));
  }

  private MutableHttpResponse<Object> admitted(
      Call call, Function<Holder.SignedIn, MutableHttpResponse<Object>> then) {
    return switch (doorkeeper.holder(call)) {
      case Holder.SignedIn member -> then.apply(member);
      case Holder.Verified _ -> Pages.seeOther("/inscription");
      case Holder.Nobody _ -> Pages.seeOther("/connexion");
    };
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, Map<String, Object> model) {
    return pages.answer(
        status,
        new Pages.Page(
            "account",
            template,
            status.getCode() >= 400 ? "À corriger : mon adresse" : "Changer d’adresse",
            Pages.Visibility.PRIVATE,
            model));
  }
}
