package fr.actionpopulaire.web;

import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Lets members in, and tells the others why not. */
@Singleton
public final class Doorkeeper {

  private static final Words SUSPENSION =
      new Words(
          "Votre compte est suspendu. Vous gardez l’accès à vos données et aux recours.",
          "Your account is suspended. You keep access to your data and to appeals.");

  private final Sessions sessions;
  private final Clock clock;
  private final Pages pages;

  Doorkeeper(Sessions sessions, Clock clock, Pages pages) {
    this.sessions = sessions;
    this.clock = clock;
    this.pages = pages;
  }

  /** Whether the caller may go on. */
  public sealed interface Admission {
    record Granted(Account account, Key session) implements Admission {}

    record Refused(MutableHttpResponse<Object> answer) implements Admission {}
  }

  /** Who calls. One read; none without a token. */
  public Holder holder(Call call) {
    return call.token().map(sessions::holder).orElseGet(Holder.Nobody::new);
  }

  /** Admits members who are not suspended. */
  public Admission member(Call call) {
    Admission admission = memberEvenSuspended(call);
    if (admission instanceof Admission.Granted(Account account, Key _)
        && account.isSuspended(clock.instant())) {
      return new Admission.Refused(Problem.answer(call, ProblemKind.SUSPENDED, SUSPENSION));
    }
    return admission;
  }

  /**
   * As {@link #member}, for pages: who is not signed in is sent to sign in, who is suspended reads
   * so on a page.
   */
  public Admission memberOnPage(Call call) {
    return switch (holder(call)) {
      case Holder.SignedIn(Account account, Key _) when account.isSuspended(clock.instant()) ->
          new Admission.Refused(pages.problem(ProblemKind.SUSPENDED, SUSPENSION));
      case Holder.SignedIn(Account account, Key session) -> new Admission.Granted(account, session);
      case Holder.Verified _ -> new Admission.Refused(Pages.seeOther("/inscription"));
      case Holder.Nobody _ -> new Admission.Refused(Pages.seeOther("/connexion"));
    };
  }

  /** Admits every member: a suspended one keeps their data rights and appeals. */
  public Admission memberEvenSuspended(Call call) {
    return switch (holder(call)) {
      case Holder.SignedIn(Account account, Key session) -> new Admission.Granted(account, session);
      case Holder.Verified _ ->
          new Admission.Refused(
              Problem.answer(
                  call,
                  ProblemKind.FORBIDDEN,
                  new Words(
                      "Votre adresse est vérifiée ; activez d’abord votre compte.",
                      "Your address is verified; activate your account first.")));
      case Holder.Nobody _ ->
          new Admission.Refused(
              Problem.answer(
                      call,
                      ProblemKind.UNAUTHENTICATED,
                      new Words(
                          "Connectez-vous avec le code reçu par courriel.",
                          "Sign in with the code sent by e-mail."))
                  .header("www-authenticate", "Bearer"));
    };
  }
}
