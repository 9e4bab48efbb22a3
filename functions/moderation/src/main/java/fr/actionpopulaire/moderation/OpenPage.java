package fr.actionpopulaire.moderation;

import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of what is open: how it is asked for, and how its answer leads to the next one. */
final class OpenPage {

  private OpenPage() {}

  /** Where the page that is asked for begins, {@code null} at the beginning. */
  static <T> @Nullable T after(Call call, Findings findings, Function<String, Optional<T>> place) {
    findings.accept(
        "/status",
        call.query("status").orElse(null),
        status -> status.equals("open") ? Optional.of(status) : Optional.empty(),
        new Words("Seul open est une file d’attente.", "Only open is a queue."));
    return findings.accept(
        "/cursor",
        call.query("cursor").orElse(null),
        place,
        new Words("Reprenez le champ next tel quel.", "Repeat the field next as it was."));
  }

  /**
   * @param address the queue's, with its query so far
   * @param next cursor of the next page, {@code null} when this is the last one
   */
  static MutableHttpResponse<Object> answer(Object view, String address, @Nullable String next) {
    MutableHttpResponse<Object> answer = HttpResponse.ok(view);
    return next == null
        ? answer
        : answer.header("link", "<" + address + "&cursor=" + next + ">; rel=\"next\"");
  }
}
