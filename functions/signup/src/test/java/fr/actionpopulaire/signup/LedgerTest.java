package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Browser.REQUEST;
import static fr.actionpopulaire.testing.HttpLedger.form;
import static fr.actionpopulaire.testing.HttpLedger.page;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final Newcomer somebody;
  private final HttpLedger ledger;

  LedgerTest(TestAws aws) {
    somebody = new Newcomer(aws);
    ledger = new HttpLedger(aws, "signup", somebody.signup, somebody.context);
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    codes();
    member();
    pages();
    doors();
    ledger.settle();
  }

  private static Payload ask(String email) {
    return Payload.post("/v1/codes").json(Map.of("email", email));
  }

  private static Payload redeem(String request, String code) {
    return Payload.post("/v1/codes/" + request).json(Map.of("code", code));
  }

  private void codes() {
    String request = ledger.call(ask("a@example.org")).text("/request").orElseThrow();
    ledger.call("later in the hour", ask("a@example.org"));
    ledger.call(
        "a fresh code",
        Payload.post("/v1/codes").json(Map.of("email", "a@example.org", "request", request)));
    somebody.draw(request, 2, Newcomer.CODE);
    ledger.refusal("wrong", redeem(request, Newcomer.WRONG));
    ledger.call("no account yet", redeem(request, Newcomer.CODE));
  }

  private void member() {
    String token = somebody.token("b@example.org");
    ledger.call(Payload.post("/v1/members").json(Newcomer.told()).bearer(token));
    ledger.refusal("again", Payload.post("/v1/members").json(Newcomer.told()).bearer(token));
    ledger.call(
        "with Idempotency-Key",
        Payload.post("/v1/members")
            .json(Newcomer.told())
            .bearer(somebody.token("c@example.org"))
            .header("idempotency-key", "0123456789abcdefghjkmnpqrs"));
    Response entered =
        ledger.call("member", redeem(somebody.requestWithCode("b@example.org"), Newcomer.CODE));
    ledger.call(Payload.delete("/v1/session").bearer(entered.text("/token").orElseThrow()));
    ledger.call(Payload.get("/v1/consents"));
    ledger.call(Payload.get("/v1/communes?postalCode=59000"));
  }

  /** The way in, page by page. */
  private void pages() {
    ledger.call(page("/inscription", ""));
    Response asked = ledger.call(form("/inscription", "", Map.of("email", "d@example.org")));
    String request = asked.cookie(REQUEST).orElseThrow();
    somebody.draw(request, 1, Newcomer.CODE);
    ledger.call(page("/inscription/code", "").cookie(REQUEST, request));
    Response proved =
        ledger.call(
            form("/inscription/code", "", Map.of("code", Newcomer.CODE)).cookie(REQUEST, request));
    String session = proved.cookie(Browser.SESSION).orElseThrow();
    ledger.call(page("/inscription/profil", session));
    ledger.call(form("/inscription/profil", session, Browser.profile()));
    ledger.call(page("/deconnexion", session));
    ledger.call(form("/deconnexion", session, Map.of()));
  }

  /** An hour later, so that it is the first again. */
  private void doors() {
    somebody.aws.clock().advance(Duration.ofHours(2));
    ledger.call(page("/connexion", ""));
    Response asked = ledger.call(form("/connexion", "", Map.of("email", "d@example.org")));
    String request = asked.cookie(REQUEST).orElseThrow();
    somebody.draw(request, 1, Newcomer.CODE);
    ledger.call(page("/connexion/code", "").cookie(REQUEST, request));
    ledger.call(
        form("/connexion/code", "", Map.of("code", Newcomer.CODE)).cookie(REQUEST, request));
  }
}
