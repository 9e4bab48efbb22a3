package fr.actionpopulaire.signup;

import fr.actionpopulaire.web.Call;
import fr.actionpopulaire.web.Problem;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/** The words of this function's refusals, the same in JSON and on pages. */
final class Refusals {

  static final Words NOT_AN_ADDRESS =
      new Words(
          "Cette adresse n’est pas complète. Exemple : prenom.nom@exemple.fr.",
          "This is not a complete e-mail address.");

  static final Words NOT_A_CODE =
      new Words(
          "Le code a huit chiffres : recopiez-le du courriel.",
          "The code has eight digits: copy it from the mail.");

  static final Words CODE_OVER =
      new Words(
          "Ce code ne peut plus servir : demandez-en un nouveau.",
          "This code cannot be used any more: ask for a new one.");

  static final Words NOT_ENDORSED =
      new Words(
          "Pour activer un compte, déclarez que vous soutenez cette candidature.",
          "To activate an account, declare that you support this candidacy.");

  private Refusals() {}

  /** How long to wait, as a person reads it. */
  static Words tooMany(Duration retryAfter) {
    long minutes = Math.max(1, retryAfter.plusSeconds(59).toMinutes());
    return new Words(
        "Trop de codes ont été demandés. Réessayez dans %d min.".formatted(minutes),
        "Too many codes were asked for. Try again in %d min.".formatted(minutes));
  }

  static MutableHttpResponse<Object> tooMany(Call call, Duration retryAfter) {
    return Problem.answer(call, ProblemKind.TOO_MANY_REQUESTS, tooMany(retryAfter))
        .header("retry-after", Long.toString(retryAfter.toSeconds()));
  }

  static MutableHttpResponse<Object> codeOver(Call call) {
    return Problem.answer(call, ProblemKind.CODE_SPENT, CODE_OVER);
  }

  static MutableHttpResponse<Object> notEndorsed(Call call) {
    return Problem.answer(call, ProblemKind.NOT_ENDORSED, NOT_ENDORSED);
  }

  static MutableHttpResponse<Object> alreadyMember(Call call) {
    return Problem.answer(
        call,
        ProblemKind.ALREADY_MEMBER,
        new Words("Votre compte est déjà activé.", "Your account is already active."));
  }

  static MutableHttpResponse<Object> unauthenticated(Call call) {
    return Problem.answer(
            call,
            ProblemKind.UNAUTHENTICATED,
            new Words("Demandez d’abord un code par courriel.", "Ask for a code by e-mail first."))
        .header("www-authenticate", "Bearer");
  }
}
