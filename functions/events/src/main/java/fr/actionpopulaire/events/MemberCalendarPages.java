package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
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

/** One's own calendar: asking for its address, and ending it. */
@Hidden
@Controller("/mon-agenda")
@Produces(MediaType.TEXT_HTML)
final class MemberCalendarPages {

  private final Doorkeeper doorkeeper;
  private final CalendarLinks links;
  private final Pages pages;

  MemberCalendarPages(Doorkeeper doorkeeper, CalendarLinks links, Pages pages) {
    this.doorkeeper = doorkeeper;
    this.links = links;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> show(HttpRequest<?> request) {
    return switch (doorkeeper.memberOnPage(Call.of(request))) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          page(links.openedAt(account.id()).isPresent(), "");
    };
  }

  /** The address is on the answer itself, and in no address a browser would remember. */
  @Post
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> change(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          switch (call.form().getOrDefault("souhait", "")) {
            case "ouvrir" -> page(true, MemberCalendarApi.url(call, links.open(account.id())));
            case "arreter" -> {
              links.end(account.id());
              yield page(false, "");
            }
            default -> Pages.seeOther("/mon-agenda");
          };
    };
  }

  /**
   * @param url the address just made, empty when there is none to tell
   */
  private MutableHttpResponse<Object> page(boolean open, String url) {
    return pages.answer(
        HttpStatus.OK,
        new Page(
            "events",
            "calendar.jte",
            "Mon agenda",
            Visibility.PRIVATE,
            Map.of(
                "open",
                open,
                "url",
                url,
                "follow",
                url.replaceFirst("^https?:", "webcal:"),
                "forgotten",
                RetentionRule.CALENDAR_LINK.periodInFrench())));
  }
}
