package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Idempotency;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Lets nobody through but a session of a staff role, as the platform's signature check names it.
 *
 * <p>The guard is IAM: the staff policy allows Invoke only when the call came through the function
 * URL, because the payload of a plain Invoke is whatever its caller writes. What this class can
 * tell from the payload alone is only a second lock: a context that does not come from a function
 * URL carries no actor, whatever it claims.
 */
@Singleton
final class StaffDoor {

  /** A function URL's host, or one's own machine, where the same signature check stands before. */
  private static final Pattern FUNCTION_URL =
      Pattern.compile(
          "[a-z0-9]+\\.lambda-url\\.[a-z0-9-]+\\.on\\.aws"
              + "|(?:[a-z0-9-]+\\.)*localhost(?::[0-9]{1,5})?"
              + "|127\\.0\\.0\\.1(?::[0-9]{1,5})?");

  private static final Words STAFF_ONLY =
      new Words(
          "Réservé à l’équipe : signez la requête avec une session de votre rôle.",
          "For staff only: sign the request with a session of your role.");

  private final Idempotency idempotency;

  StaffDoor(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  /** Who of staff calls; empty for everybody else. */
  Optional<Actor> actor(Call call) {
    return call.staff()
        .filter(_ -> FUNCTION_URL.matcher(call.host()).matches())
        .flatMap(Actor::ofArn);
  }

  /** Answers as the actor may be answered, or refuses. */
  MutableHttpResponse<Object> admit(
      Call call, Function<Actor, MutableHttpResponse<Object>> answer) {
    return actor(call)
        .map(answer)
        .orElseGet(() -> Problem.answer(call, ProblemKind.FORBIDDEN, STAFF_ONLY));
  }

  /**
   * Lets an actor do something once, however often the request arrives with one {@code
   * Idempotency-Key}.
   *
   * @param action is given an id for what it creates, the same one in a second try after a crash
   */
  MutableHttpResponse<Object> once(
      Call call, BiFunction<Actor, String, MutableHttpResponse<Object>> action) {
    return admit(
        call,
        actor ->
            idempotency.once(
                call, Sessions.sha256("staff|" + actor.text()), id -> action.apply(actor, id)));
  }
}
