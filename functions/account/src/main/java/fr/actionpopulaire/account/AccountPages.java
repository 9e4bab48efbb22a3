package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.Known;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.MemberView;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One's own account for browsers: the same use cases as the API, by plain forms. */
@Hidden
@Controller("/compte")
@Produces(MediaType.TEXT_HTML)
final class AccountPages {

  private final Doorkeeper doorkeeper;
  private final MemberRetention retention;
  private final ChangeConsent changeConsent;
  private final EraseMember eraseMember;
  private final Campaign campaign;
  private final Pages pages;

  AccountPages(
      Doorkeeper doorkeeper,
      MemberRetention retention,
      ChangeConsent changeConsent,
      EraseMember eraseMember,
      Campaign campaign,
      Pages pages) {
    this.doorkeeper = doorkeeper;
    this.retention = retention;
    this.changeConsent = changeConsent;
    this.eraseMember = eraseMember;
    this.campaign = campaign;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> account(HttpRequest<?> request) {
    Known known = doorkeeper.known(Call.of(request));
    return admitted(
        known.holder(),
        _ -> known.member().map(this::account).orElseGet(() -> Pages.seeOther("/connexion")));
  }

  private MutableHttpResponse<Object> account(Member member) {
    MemberView view = MemberView.of(member, retention, campaign);
    String commune =
        Communes.embedded().byCode(view.commune()).map(Commune::name).orElse(view.commune());
    return page(
        HttpStatus.OK,
        "account.jte",
        "Mon compte",
        Map.of("member", view, "commune", commune, "deletesOn", French.date(view.deletesOn())));
  }

  @Get("/consentements")
  MutableHttpResponse<Object> consents(HttpRequest<?> request) {
    return admitted(request, account -> consents(HttpStatus.OK, account, ""));
  }

  @Post("/consentements")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> changeConsent(HttpRequest<?> request) {
    Map<String, String> form = Call.of(request).form();
    return admitted(request, account -> changeConsent(account, form));
  }

  private MutableHttpResponse<Object> changeConsent(Account account, Map<String, String> form) {
    Optional<Purpose> purpose = Purpose.of(form.getOrDefault("purpose", ""));
    if (purpose.isEmpty() || !ConsentTexts.isCurrent(form.getOrDefault("textVersion", ""))) {
      return refused(account, ConsentWords.OUTDATED);
    }
    ChangeConsent.Wish wish =
        new ChangeConsent.Wish(
            purpose.get(), "true".equals(form.get("granted")), "true".equals(form.get("over17")));
    return switch (changeConsent.change(account.id(), wish, "page")) {
      case ChangeConsent.Result.Recorded _ -> Pages.seeOther("/compte/consentements");
      case ChangeConsent.Result.EndsAccount _ -> Pages.seeOther("/compte/suppression");
      case ChangeConsent.Result.NoPhone _ -> refused(account, ConsentWords.NO_PHONE);
      case ChangeConsent.Result.AgeUntold _ -> refused(account, ConsentWords.AGE_UNTOLD);
      case ChangeConsent.Result.Gone _ -> Pages.seeOther("/connexion");
      case ChangeConsent.Result.Changing _ -> refused(account, ConsentWords.CHANGING);
    };
  }

  private MutableHttpResponse<Object> refused(Account account, Words why) {
    return consents(HttpStatus.UNPROCESSABLE_ENTITY, account, why.fr());
  }

  private MutableHttpResponse<Object> consents(HttpStatus status, Account account, String error) {
    List<ConsentChoice> choices =
        Arrays.stream(Purpose.values())
            .map(
                purpose ->
                    new ConsentChoice(
                        purpose.code(),
                        ConsentWords.title(purpose),
                        Objects.requireNonNullElse(ConsentTexts.current().get(purpose), ""),
                        account.agreesTo(purpose)))
            .toList();
    return page(
        status,
        "consents.jte",
        "Mes accords",
        Map.of("choices", choices, "textVersion", ConsentTexts.VERSION, "error", error));
  }

  @Get("/suppression")
  MutableHttpResponse<Object> askErasure(HttpRequest<?> request) {
    return admitted(
        request, _ -> page(HttpStatus.OK, "erase.jte", "Supprimer mon compte", Map.of()));
  }

  @Post("/suppression")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  MutableHttpResponse<Object> erase(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.holder(call)) {
      case Holder.SignedIn(Account account, _) -> erased(eraseMember.erase(account));
      case Holder.Verified _ -> Pages.seeOther("/inscription");
      case Holder.Nobody _ ->
          call.token()
              .flatMap(eraseMember::resume)
              .map(this::erased)
              .orElseGet(() -> Pages.seeOther("/connexion"));
    };
  }

  private MutableHttpResponse<Object> erased(Certificate certificate) {
    return page(HttpStatus.OK, "erased.jte", "Compte supprimé", Map.of("certificate", certificate))
        .header("set-cookie", SessionCookie.forget(SessionCookie.NAME));
  }

  /** Members go on, suspended ones too; the others are led to where they become one. */
  private MutableHttpResponse<Object> admitted(
      HttpRequest<?> request, Function<Account, MutableHttpResponse<Object>> then) {
    return admitted(doorkeeper.holder(Call.of(request)), then);
  }

  private static MutableHttpResponse<Object> admitted(
      Holder holder, Function<Account, MutableHttpResponse<Object>> then) {
    return switch (holder) {
      case Holder.SignedIn(Account account, _) -> then.apply(account);
      case Holder.Verified _ -> Pages.seeOther("/inscription");
      case Holder.Nobody _ -> Pages.seeOther("/connexion");
    };
  }

  private MutableHttpResponse<Object> page(
      HttpStatus status, String template, String title, Map<String, Object> model) {
    return pages.answer(
        status, new Pages.Page("account", template, title, Pages.Visibility.PRIVATE, model));
  }
}
