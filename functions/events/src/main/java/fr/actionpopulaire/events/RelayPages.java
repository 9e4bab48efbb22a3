package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages to those who run an event as pages: the form of the event, and the one a mail's link
 * leads to. Opening either changes nothing.
 */
@Controller("/evenements/{id}")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class RelayPages {

  private final RelayMessage relayMessage;
  private final Doorkeeper doorkeeper;
  private final Pages pages;

  RelayPages(RelayMessage relayMessage, Doorkeeper doorkeeper, Pages pages) {
    this.relayMessage = relayMessage;
    this.doorkeeper = doorkeeper;
    this.pages = pages;
  }

  @Get("/message")
  MutableHttpResponse<Object> form(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          // The form carries the future id, so that a double click sends once.
          page(
              relayMessage.look(id, account),
              call.query("envoye").isPresent(),
              Map.of("cle", RandomId.next()));
    };
  }

  @Post("/message")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> ask(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          switch (relayMessage.look(id, account)) {
            case RelayMessage.Look.Refused(RelayRefusal why) -> refused(why);
            case RelayMessage.Look.Open open -> {
              RelayForm form = RelayForm.of(open, false, call.form());
              String key = form.value("cle");
              String fresh = RandomId.isOne(key) ? key : RandomId.next();
              yield answer(
                  relayMessage.send(fresh, open, form.sent()), form, form.action() + "?envoye=1");
            }
          };
    };
  }

  @Get("/messages/{message:[0-9a-z]+}")
  MutableHttpResponse<Object> read(HttpRequest<?> request, String id, String message) {
    String key = Call.of(request).query("cle").orElse("");
    return page(relayMessage.look(id, message, key), false, Map.of("cle", key));
  }

  @Post("/messages/{message:[0-9a-z]+}")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> reply(HttpRequest<?> request, String id, String message) {
    Map<String, String> fields = new HashMap<>(Call.of(request).form());
    String key = fields.getOrDefault("cle", "");
    return switch (relayMessage.look(id, message, key)) {
      case RelayMessage.Look.Refused(RelayRefusal why) -> refused(why);
      case RelayMessage.Look.Open open -> {
        RelayForm form = RelayForm.of(open, false, fields);
        yield answer(
            relayMessage.send(RandomId.next(), open, form.sent()),
            form,
            form.action() + "?cle=" + key);
      }
    };
  }

  private MutableHttpResponse<Object> answer(
      RelayMessage.Result result, RelayForm form, String next) {
    return switch (result) {
      case RelayMessage.Result.Sent(RelayedMessage _) -> Pages.seeOther(next);
      case RelayMessage.Result.Refused(RelayRefusal why) -> refused(why);
      case RelayMessage.Result.Frozen(Words window) -> pages.problem(ProblemKind.FROZEN, window);
      case RelayMessage.Result.TooMany(Duration retryAfter) ->
          pages
              .problem(ProblemKind.TOO_MANY_REQUESTS, RelayApi.TOO_MANY)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case RelayMessage.Result.Invalid(Findings findings) ->
          page(HttpStatus.UNPROCESSABLE_ENTITY, form.with(findings));
    };
  }

  private MutableHttpResponse<Object> refused(RelayRefusal why) {
    return pages.problem(why.kind(), why.words());
  }

  private MutableHttpResponse<Object> page(
      RelayMessage.Look look, boolean done, Map<String, String> fields) {
    return switch (look) {
      case RelayMessage.Look.Refused(RelayRefusal why) -> refused(why);
      case RelayMessage.Look.Open open -> page(HttpStatus.OK, RelayForm.of(open, done, fields));
    };
  }

  private MutableHttpResponse<Object> page(HttpStatus status, RelayForm form) {
    return pages.answer(
        status,
        new Page(
            "events", "message.jte", form.heading(), Visibility.PRIVATE, Map.of("form", form)));
  }
}
