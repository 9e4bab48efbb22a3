package fr.actionpopulaire.web;

import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Known;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Sessions.Holder;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Lets members in, and tells the others why not. */
@Singleton
public final class Doorkeeper {

  private static final Words SUSPENSION =
      new Words(
          "Votre compte est suspendu. Vous gardez l’accès à vos données et aux recours.",
          "Your account is suspended. You keep access to your data and to appeals.");

  /** The methods by which people do something. */
  private static final Set<String> ACTS = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final Sessions sessions;
  private final MemberRetention retention;
  private final Clock clock;
  private final Pages pages;

  Doorkeeper(Sessions sessions, MemberRetention retention, Clock clock, Pages pages) {
    this.sessions = sessions;
    this.retention = retention;
    this.clock = clock;
    this.pages = pages;
  }

  /** Whether the caller may go on. */
  public sealed interface Admission {
    record Granted(Account account, Key session) implements Admission {}

    record Refused(MutableHttpResponse<Object> answer) implements Admission {}
  }

  /**
   * Who calls. One read; none without a token. A member who sends something, rather than only
   * looks, gives the day's sign of life (CNIL A7): a form of ours or a call of their app, since
   * forms of other sites do not come this far. Links in our mails are only looked at.
   */
  public Holder holder(Call call) {
    return alive(call, call.token().map(sessions::holder).orElseGet(Holder.Nobody::new));
  }

  /** Who calls, with what they told us; one read, too. */
  public Known known(Call call) {
    Known known = call.token().map(sessions::known).orElseGet(Known::nobody);
    return new Known(alive(call, known.holder()), known.member());
  }

  private Holder alive(Call call, Holder holder) {
    return holder instanceof Holder.SignedIn(Account account, Key session)
            && ACTS.contains(call.request().getMethodName())
        ? new Holder.SignedIn(retention.signOfLife(account), session)
        : holder;
  }

  /** Admits members who are not suspended. */
  public Admission member(Call call) {
    return member(call, holder(call));
  }

  /** The same when it is known already who calls. */
  public Admission member(Call call, Holder holder) {
    Admission admission = memberEvenSuspended(call, holder);
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
    return memberOnPage(holder(call));
  }

  /** The same when it is known already who calls. */
  public Admission memberOnPage(Holder holder) {
    return switch (holder) {
      case Holder.SignedIn(Account account, Key _) when account.isSuspended(clock.instant()) ->
          new Admission.Refused(pages.problem(ProblemKind.SUSPENDED, SUSPENSION));
      case Holder.SignedIn(Account account, Key session) -> new Admission.Granted(account, session);
      case Holder.Verified _ -> new Admission.Refused(Pages.seeOther("/inscription"));
      case Holder.Nobody _ -> new Admission.Refused(Pages.seeOther("/connexion"));
    };
  }

  /** Admits every member: a suspended one keeps their data rights and appeals. */
  public Admission memberEvenSuspended(Call call) {
    return memberEvenSuspended(call, holder(call));
  }

  /** The same when it is known already who calls. */
  public Admission memberEvenSuspended(Call call, Holder holder) {
    return switch (holder) {
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
