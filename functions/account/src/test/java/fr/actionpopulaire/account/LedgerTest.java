package fr.actionpopulaire.account;

import static fr.actionpopulaire.testing.HttpLedger.form;
import static fr.actionpopulaire.testing.HttpLedger.page;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final Household house;
  private final HttpLedger ledger;
  private final Mailboxes mailboxes;
  private final Person person;

  LedgerTest(TestAws aws) {
    house = new Household(aws);
    ledger = new HttpLedger(aws, "account", house.account, house.context);
    mailboxes = new Mailboxes(house);
    person = house.person();
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    reading();
    changing();
    consenting();
    address();
    photo();
    rights();
    leaving();
    ledger.settle();
  }

  private void reading() {
    ledger.call(Payload.get("/v1/me").bearer(person.token()));
    ledger.call(Payload.get("/v1/me/export").bearer(person.token()));
    for (String path :
        new String[] {
          "/compte",
          "/compte/profil",
          "/compte/photo",
          "/compte/adresse",
          "/compte/adresse/codes",
          "/compte/consentements",
          "/compte/suppression"
        }) {
      ledger.call(page(path, person.token()));
    }
  }

  private void changing() {
    ledger.call(
        Payload.patch("/v1/me")
            .bearer(person.token())
            .header("if-match", "\"1\"")
            .body(
                "application/merge-patch+json",
                "{\"firstName\":\"Dominique\",\"radiusKm\":20}".getBytes(StandardCharsets.UTF_8)));
    Map<String, String> fields = new HashMap<>();
    fields.put("version", "2");
    fields.put("prenom", "Dominique");
    fields.put("nom", "Exemple");
    fields.put("commune", "59350");
    fields.put("lieu", "Lille");
    fields.put("talent-driving", "oui");
    fields.put("interets", "climat");
    fields.put("rayon", "25");
    fields.put("telephone", "");
    fields.put("horaires", "");
    ledger.call(form("/compte/profil", person.token(), fields));
  }

  private void consenting() {
    String path = "/v1/me/consents/newsletter";
    String granted = "{\"granted\":true,\"textVersion\":\"2026-11\"}";
    ledger.call(Payload.put(path).json(granted).bearer(person.token()));
    ledger.call("already so", Payload.put(path).json(granted).bearer(person.token()));
    ledger.call(
        "reuse", Payload.put("/v1/me/consents/reuse").json(granted).bearer(house.person().token()));
    ledger.call(
        form(
            "/compte/consentements",
            person.token(),
            Map.of("purpose", "newsletter", "granted", "false", "textVersion", "2026-11")));
    String link =
        "/v1/unsubscriptions/" + house.bean(Unsubscriptions.class).token(house.person().id());
    ledger.call(page(link, ""));
    ledger.call(Payload.post(link).form(Map.of("List-Unsubscribe", "One-Click")));
    ledger.call("again", Payload.post(link).form(Map.of("List-Unsubscribe", "One-Click")));
  }

  private void address() {
    Map<String, String> codes = Map.of("currentCode", Mailboxes.PRESENT, "newCode", Mailboxes.NEW);
    Response asked =
        ledger.call(
            Payload.post("/v1/me/email")
                .bearer(person.token())
                .json(Map.of("email", "new@example.org")));
    mailboxes.draw("new@example.org");
    ledger.call(
        Payload.post("/v1/me/email/" + asked.text("/request").orElseThrow())
            .bearer(person.token())
            .json(codes));
    Person other = house.person();
    Response form =
        ledger.call(form("/compte/adresse", other.token(), Map.of("email", "own@example.org")));
    mailboxes.draw("own@example.org");
    ledger.call(
        form(
                "/compte/adresse/codes",
                other.token(),
                Map.of("ancien", Mailboxes.PRESENT, "nouveau", Mailboxes.NEW))
            .cookie("__Host-request", form.cookie("__Host-request").orElseThrow()));
  }

  private void photo() {
    Person sitter = house.person();
    ledger.call(
        Payload.put("/v1/me/photo")
            .bearer(sitter.token())
            .json(Map.of("contentType", "image/jpeg", "size", 250_000)));
    ledger.call(form("/compte/photo", sitter.token(), Map.of("souhait", "image/jpeg")));
    new PhotoBooth(house).photographed(sitter, new byte[1000]);
    ledger.call(Payload.get("/v1/me/photo").bearer(sitter.token()));
    ledger.call(Payload.delete("/v1/me/photo").bearer(sitter.token()));
  }

  private void rights() {
    String verified = house.verified();
    ledger.call(page("/vos-droits", verified));
    Payload wish = Payload.post("/v1/rights").bearer(verified);
    ledger.call("access", wish.json(Map.of("wish", "access")));
    ledger.call("object", wish.json(Map.of("wish", "object")));
    ledger.call(
        form("/vos-droits", house.verified("form@example.org"), Map.of("souhait", "access")));
    ledger.call(
        Payload.post("/v1/rights-requests")
            .json(
                Map.of(
                    "subject",
                    "lost-address",
                    "email",
                    "lost@example.org",
                    "explanation",
                    "Je n’ai plus accès à mon ancienne adresse.")));
  }

  private void leaving() {
    ledger.call(Payload.delete("/v1/me").bearer(person.token()));
    ledger.call(form("/compte/suppression", house.person().token(), Map.of("x", "")));
  }
}
