package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Doorkeeper;
import fr.actionpopulaire.web.Doorkeeper.Admission;
import fr.actionpopulaire.web.EventCards;
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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as pages: find, read, publish, cancel. */
@Controller("/evenements")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class EventPages {

  private static final int MAX_CHOICES = 20;

  private final FindEvents findEvents;
  private final ShowEvent showEvent;
  private final PublishEvent publishEvent;
  private final Recurrence recurrence;
  private final CancelEvent cancelEvent;
  private final EventPreviews previews;
  private final Doorkeeper doorkeeper;
  private final EventCards cards;
  private final Pages pages;

  EventPages(
      FindEvents findEvents,
      ShowEvent showEvent,
      PublishEvent publishEvent,
      Recurrence recurrence,
      CancelEvent cancelEvent,
      EventPreviews previews,
      Doorkeeper doorkeeper,
      EventCards cards,
      Pages pages) {
    this.findEvents = findEvents;
    this.showEvent = showEvent;
    this.publishEvent = publishEvent;
    this.recurrence = recurrence;
    this.cancelEvent = cancelEvent;
    this.previews = previews;
    this.doorkeeper = doorkeeper;
    this.cards = cards;
    this.pages = pages;
  }

  @Get
  MutableHttpResponse<Object> find(HttpRequest<?> request) {
    Call call = Call.of(request);
    String typed = call.query("lieu").orElse("").strip();
    String kind = call.query("type").orElse("");
    String radius = call.query("rayon").orElse("");
    @Nullable String commune = call.query("commune").orElse(null);
    List<Commune> choices =
        commune == null && !typed.isEmpty() ? Places.named(typed, MAX_CHOICES) : List.of();
    if (commune == null && choices.size() == 1) {
      commune = choices.getFirst().code();
    }
    return switch (findEvents.find(
        new FindEvents.Question(
            commune,
            radius.isEmpty() ? null : radius,
            null,
            null,
            kind.isEmpty() ? null : kind,
            call.query("suite").orElse(null)))) {
      case FindEvents.Result.Invalid _ ->
          pages.problem(ProblemKind.NOT_FOUND, EventWords.NO_SUCH_SEARCH);
      case FindEvents.Result.Found found -> {
        boolean mustChoose = commune == null && !typed.isEmpty();
        yield list(call, typed, kind, mustChoose ? choices : null, found);
      }
    };
  }

  /** {@code choices} are what was typed may mean; {@code null} when that is clear. */
  private MutableHttpResponse<Object> list(
      Call call,
      String typed,
      String kind,
      @Nullable List<Commune> choices,
      FindEvents.Result.Found found) {
    Commune centre = found.centre();
    Map<String, Object> model = new HashMap<>();
    String shown = centre != null && typed.isEmpty() ? centre.name() : typed;
    model.put("search", cards.search(shown, found.radiusKm(), kind));
    model.put("typed", typed);
    model.put("choices", choices == null ? List.of() : choices);
    model.put("mustChoose", choices != null);
    model.put("centre", centre == null ? "" : centre.name());
    model.put("centreCode", centre == null ? "" : centre.code());
    model.put("radius", found.radiusKm());
    model.put("kind", kind);
    model.put("empty", found.slice().events().isEmpty());
    model.put("cards", choices == null ? cards.list(found.slice().events(), centre) : "");
    model.put(
        "nearest",
        found.nearest() == null
            ? ""
            : cards.list(List.of(found.nearest().event()), found.centre()));
    model.put("next", found.next() == null ? "" : found.next());
    return pages.answer(
        HttpStatus.OK,
        new Page("events", "list.jte", "Agir près de chez moi", Visibility.PUBLIC, model)
            .toldAs(
                previews.of(
                    choices == null ? found.slice().events() : List.of(), centre, call.origin())));
  }

  @Get("/nouveau")
  MutableHttpResponse<Object> blank(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted _ ->
          form(
              HttpStatus.OK,
              EventForm.empty(RandomId.next(), call.query("type").flatMap(EventKind::of)));
    };
  }

  @Post("/nouveau")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> publish(HttpRequest<?> request) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) ->
          publish(account, EventForm.filled(call.form()));
    };
  }

  private MutableHttpResponse<Object> publish(Account account, EventForm form) {
    // The form carries the future id, so that a double click publishes once.
    String key = form.value("cle");
    String id = RandomId.isOne(key) ? key : RandomId.next();
    PublishEvent.Result result = publish(account, id, form);
    if (result instanceof PublishEvent.Result.Taken) {
      // Going back in the browser and publishing something else is another event.
      result = publish(account, RandomId.next(), form);
    }
    return switch (result) {
      case PublishEvent.Result.Published(List<Event> all) ->
          Pages.seeOther("/evenements/" + all.getFirst().id());
      case PublishEvent.Result.Invalid(Findings findings) ->
          form(HttpStatus.UNPROCESSABLE_ENTITY, form.with(findings));
      case PublishEvent.Result.Frozen(Words window) -> pages.problem(ProblemKind.FROZEN, window);
      case PublishEvent.Result.Taken _ ->
          pages.problem(ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
      case PublishEvent.Result.TooMany(Duration retryAfter) ->
          pages
              .problem(ProblemKind.TOO_MANY_REQUESTS, EventWords.TOO_MANY)
              .header("retry-after", Long.toString(retryAfter.toSeconds()));
      case PublishEvent.Result.Gone _ -> Pages.seeOther("/connexion");
    };
  }

  private PublishEvent.Result publish(Account account, String id, EventForm form) {
    if (form.value("repeter").isEmpty()) {
      return publishEvent.publish(id, account, form.toNewEvent());
    }
    Findings found = new Findings();
    return recurrence
        .read(form.toNewSeries(), found)
        .map(drafts -> publishEvent.publish(id, account, drafts))
        .orElseGet(() -> new PublishEvent.Result.Invalid(found.within("/event")));
  }

  private MutableHttpResponse<Object> form(HttpStatus status, EventForm form) {
    return pages.answer(
        status,
        new Page(
            "events",
            "form.jte",
            "Organiser une action",
            Visibility.PRIVATE,
            Map.of("form", form)));
  }

  @Get("/{id}")
  MutableHttpResponse<Object> read(HttpRequest<?> request, String id) {
    return event(HttpStatus.OK, Call.of(request), id, "");
  }

  private MutableHttpResponse<Object> event(HttpStatus status, Call call, String id, String error) {
    return showEvent
        .show(id, doorkeeper.holder(call), error, call.origin())
        .map(
            page ->
                pages.answer(
                    status,
                    new Page(
                            "events",
                            "event.jte",
                            page.title(),
                            page.hidden() || status != HttpStatus.OK
                                ? Visibility.PRIVATE
                                : Visibility.PUBLIC,
                            Map.of("page", page))
                        .toldAs(page.preview())))
        .orElseGet(() -> pages.problem(ProblemKind.NOT_FOUND, EventWords.UNKNOWN));
  }

  @Post("/{id}/annulation")
  @Consumes(MediaType.ALL)
  MutableHttpResponse<Object> cancel(HttpRequest<?> request, String id) {
    Call call = Call.of(request);
    return switch (doorkeeper.memberOnPage(call)) {
      case Admission.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Admission.Granted(Account account, var _) -> cancel(call, id, account);
    };
  }

  private MutableHttpResponse<Object> cancel(Call call, String id, Account account) {
    return switch (cancelEvent.cancel(id, account.id(), call.form().get("motif"))) {
      case CancelEvent.Result.Cancelled _ -> Pages.seeOther("/evenements/" + id);
      case CancelEvent.Result.Unknown _ -> pages.problem(ProblemKind.NOT_FOUND, EventWords.UNKNOWN);
      case CancelEvent.Result.NotOrganiser _ ->
          pages.problem(ProblemKind.FORBIDDEN, EventWords.NOT_ORGANISER);
      case CancelEvent.Result.Closed _ ->
          pages.problem(ProblemKind.EVENT_CLOSED, EventWords.CLOSED);
      case CancelEvent.Result.Invalid(Findings findings) ->
          event(HttpStatus.UNPROCESSABLE_ENTITY, call, id, findings.french("/reason").orElse(""));
      case CancelEvent.Result.Changing _ ->
          pages.problem(ProblemKind.CONFLICT, ProblemKind.CONFLICT.title());
    };
  }
}
