package fr.actionpopulaire.events;

import static fr.actionpopulaire.testing.HttpLedger.form;
import static fr.actionpopulaire.testing.HttpLedger.page;

import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.events.Town.Someone;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final Town town;
  private final HttpLedger ledger;
  private final Someone organiser;
  private final Someone other;

  LedgerTest(TestAws aws) {
    town = new Town(aws);
    ledger = new HttpLedger(aws, "events", town.events, town.context);
    organiser = town.member("Camille");
    other = town.member("Lou");
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    finding();
    publishing();
    reading();
    changing();
    calendars();
    together();
    messages();
    afterwards();
    ledger.settle();
  }

  private static Payload signed(Payload payload, Someone who) {
    return payload.bearer(who.token());
  }

  private String published() {
    return town.published(organiser, town.sheet());
  }

  /** With one event there is, so that nothing else is looked through. */
  private void finding() {
    published();
    ledger.call(Payload.get("/v1/events"));
    ledger.call("near a commune", Payload.get("/v1/events?commune=75112&radiusKm=25"));
    ledger.call(page("/evenements", ""));
    ledger.call("near a commune", page("/evenements?lieu=75012&rayon=25&type=", ""));
    ledger.call(Payload.get("/v1/communes/75112/events.ics"));
    Someone skilled = town.offering("driving");
    town.published(organiser, town.sheet("neededSkills", List.of("driving")));
    ledger.call(signed(Payload.get("/v1/me/matching-events"), skilled));
    ledger.call(page("/evenements/pour-moi", skilled.token()));
  }

  private void publishing() {
    ledger.call(page("/evenements/nouveau", organiser.token()));
    ledger.call(signed(Payload.post("/v1/events"), organiser).json(town.sheet()));
    ledger.call(
        "with Idempotency-Key",
        signed(Payload.post("/v1/events"), organiser)
            .header("idempotency-key", "0123456789abcdefghjkmnpqrs")
            .json(town.sheet()));
    ledger.call(
        "four times",
        signed(Payload.post("/v1/events/series"), organiser)
            .json(Map.of("event", town.sheet(), "every", "week", "times", 4)));
    Map<String, String> fields = new HashMap<>(filled());
    fields.put("cle", "f0000000000000000000000001");
    fields.put("debut", "2026-12-05T18:30");
    fields.put("fin", "2026-12-05T20:00");
    ledger.call(form("/evenements/nouveau", organiser.token(), fields));
  }

  private static Map<String, String> filled() {
    Map<String, String> fields = new HashMap<>();
    fields.put("titre", "Réunion de quartier");
    fields.put("type", "meeting");
    fields.put("lieu", "75011");
    fields.put("adresse", "Salle des fêtes");
    fields.put("places", "20");
    for (String empty : new String[] {"description", "lien", "accessibilite", "nom"}) {
      fields.put(empty, "");
    }
    return fields;
  }

  private void reading() {
    String id = published();
    ledger.call(Payload.get("/v1/events/" + id));
    ledger.call(Payload.get("/v1/events/" + id + ".ics"));
    ledger.call(page("/evenements/" + id, ""));
    ledger.call("signed in", page("/evenements/" + id, other.token()));
    ledger.call(page("/evenements/" + id + "/affiche", organiser.token()));
  }

  private void changing() {
    String id = published();
    ledger.call(change(id, 1, Map.of("title", "Tractage devant la gare")));
    ledger.call("nothing changes", change(id, 2, Map.of("title", "Tractage devant la gare")));
    ledger.call("the place moves", change(id, 2, Map.of("place", "Parvis de la gare")));
    ledger.call("more seats", change(id, 3, Map.of("capacity", 100)));
    ledger.call(cancellation(id));
    String by = published();
    ledger.call(page("/evenements/" + by + "/modifier", organiser.token()));
    Map<String, String> fields = new HashMap<>(filled());
    fields.put("version", "1");
    fields.put("actuelle", "75111");
    fields.put("debut", "2026-12-06T10:00");
    fields.put("fin", "2026-12-06T12:00");
    ledger.call(form("/evenements/" + by + "/modifier", organiser.token(), fields));
    ledger.call(
        form("/evenements/" + by + "/annulation", organiser.token(), Map.of("motif", "Pluie")));
  }

  private Payload change(String id, int version, Map<String, ?> patch) {
    return signed(Payload.patch("/v1/events/" + id), organiser)
        .header("if-match", "\"" + version + "\"")
        .json(patch);
  }

  private Payload cancellation(String id) {
    return signed(Payload.post("/v1/events/" + id + "/cancellation"), organiser)
        .json(Map.of("reason", "La salle est fermée."));
  }

  /** Of somebody who runs one event. */
  private void calendars() {
    Someone lou = town.member("Lou");
    town.published(lou, town.sheet());
    ledger.call(signed(Payload.put("/v1/me/calendar"), lou));
    ledger.call(page("/mon-agenda", lou.token()));
    String token = town.context.getBean(CalendarLinks.class).open(lou.id());
    ledger.call(Payload.get("/v1/calendars/" + token + ".ics"));
    ledger.call(signed(Payload.delete("/v1/me/calendar"), lou));
    ledger.call(form("/mon-agenda", lou.token(), Map.of("souhait", "ouvrir")));
  }

  private void together() {
    String id = published();
    String path = "/v1/events/" + id;
    Response made = ledger.call(signed(Payload.post(path + "/invitations"), organiser));
    ledger.call(
        signed(Payload.post(path + "/co-organisers"), other)
            .json(Map.of("key", made.text("/key").orElseThrow())));
    town.events.call(signed(Payload.post(path + "/invitations"), organiser));
    Response crew = ledger.call(signed(Payload.get(path + "/co-organisers"), organiser));
    String link = crew.text("/invitations/0/invitation").orElseThrow();
    ledger.call(signed(Payload.delete(path + "/invitations/" + link), organiser));
    String page = "/evenements/" + id + "/co-organisation";
    ledger.call(page(page, organiser.token()));
    ledger.call(signed(Payload.delete(path + "/co-organisers/1"), other));
    Response invited =
        ledger.call("inviter", form(page, organiser.token(), Map.of("action", "inviter")));
    Matcher key = Pattern.compile("\\?cle=([0-9a-z]+)").matcher(invited.body());
    if (key.find()) {
      Map<String, String> joining =
          Map.of("action", "rejoindre", "cle", key.group(1), "nom", "Dom");
      ledger.call("rejoindre", form(page, other.token(), joining));
    }
  }

  private void messages() {
    String id = published();
    Mailbag mail = new Mailbag(town);
    Map<String, Object> text = Map.of("text", "Peut-on venir en fauteuil ?");
    ledger.call(signed(Payload.post("/v1/events/" + id + "/messages"), other).json(text));
    ledger.call(page("/evenements/" + id + "/message", other.token()));
    ledger.call(
        form("/evenements/" + id + "/message", other.token(), Map.of("texte", "Une rampe ?")));
    RelayedMessage first = mail.sent(town.member("Zoé"), id, "Une question.");
    String key = Mailbag.key(mail.link(first, organiser));
    ledger.call(
        Payload.post("/v1/events/" + id + "/messages/" + first.id() + "/answer")
            .json(Map.of("key", key, "text", "Oui.")));
    RelayedMessage second = mail.sent(town.member("Zoé"), id, "Une question.");
    String other = Mailbag.key(mail.link(second, organiser));
    String path = "/evenements/" + id + "/messages/" + second.id();
    ledger.call(page(path + "?cle=" + other, ""));
    ledger.call(form(path, "", Map.of("cle", other, "texte", "Oui.")));
  }

  private void afterwards() {
    String id = published();
    town.aws.clock().set(town.event(id).endsAt());
    Map<String, Object> sheet =
        Map.of("came", 14, "newPeople", 3, "leaflets", 800, "notes", "Le marché ferme à 13 h.");
    ledger.call(signed(Payload.put("/v1/events/" + id + "/debrief"), organiser).json(sheet));
    ledger.call(signed(Payload.get("/v1/events/" + id + "/debrief"), organiser));
    ledger.call(page("/evenements/" + id + "/bilan", organiser.token()));
    ledger.call(form("/evenements/" + id + "/bilan", organiser.token(), Map.of("venues", "14")));
  }
}
