package fr.actionpopulaire.rsvp;

import static fr.actionpopulaire.testing.HttpLedger.form;
import static fr.actionpopulaire.testing.HttpLedger.page;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.HttpLedger;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private final Neighbourhood here;
  private final HttpLedger ledger;
  private final SignedIn organiser;
  private final SignedIn member;

  LedgerTest(TestAws aws) {
    here = new Neighbourhood(aws);
    ledger = new HttpLedger(aws, "rsvp", here.rsvp, here.context);
    organiser = here.member("Camille");
    member = here.member("Zoé");
  }

  @Test
  void everyOperationCostsWhatItsLineSays() {
    answering();
    waiting();
    pages();
    entrance();
    accepting();
    ledger.settle();
  }

  private Payload come(Event event, SignedIn who, int guests) {
    return Payload.put("/v1/events/" + event.id() + "/rsvp")
        .bearer(who.token())
        .json(Map.of("guests", guests));
  }

  private static Payload leave(Event event, SignedIn who) {
    return Payload.delete("/v1/events/" + event.id() + "/rsvp").bearer(who.token());
  }

  private void answering() {
    Event event = here.event(30, organiser.id());
    ledger.call(come(event, member, 1));
    ledger.call("repeated", come(event, member, 1));
    ledger.call("more guests", come(event, member, 2));
    ledger.call(Payload.get("/v1/me/rsvps").bearer(member.token()));
    ledger.call(page("/mes-participations", member.token()));
    ledger.call(leave(event, member));
    Event big = here.event(2_000, organiser.id());
    ledger.call("2,000 seats", come(big, member, 0));
    ledger.call("2,000 seats that were counted just now", come(big, here.member("Lou"), 0));
    ledger.call("without capacity", come(here.event(null, organiser.id()), member, 0));
  }

  private void waiting() {
    Event event = here.event(1, organiser.id());
    SignedIn first = here.member("Lou");
    here.rsvp.call(come(event, first, 0));
    ledger.call("no room", come(event, member, 0));
    ledger.call("one who waits is promoted", leave(event, first));
  }

  private void pages() {
    Event event = here.event(30, organiser.id());
    String path = "/evenements/" + event.id();
    ledger.call(form(path + "/participation", member.token(), Map.of("action", "venir")));
    ledger.call(page(path + "/participation", member.token()));
    ledger.call(Payload.get("/v1/events/" + event.id() + "/attendees").bearer(organiser.token()));
    ledger.call(page(path + "/reponses", organiser.token()));
    ledger.call(page(path + "/accueil", organiser.token()));
    ledger.call(page(path + "/emargement", organiser.token()));
    ledger.call(form(path + "/accueil", organiser.token(), Map.of("action", "fermer")));
    String answers = "/v1/events/" + event.id() + "/answers/";
    ledger.call(Payload.post(answers + "reopening").bearer(organiser.token()));
    ledger.call(Payload.post(answers + "closing").bearer(organiser.token()));
  }

  private void entrance() {
    Event event = here.event(30, organiser.id());
    here.answers.answer(event, member.id(), 2);
    String ticket =
        here.context
            .getBean(Presences.class)
            .ticket(event, here.answers.find(event.id(), member.id()).orElseThrow())
            .orElseThrow();
    String path = "/evenements/" + event.id() + "/presence/" + ticket;
    ledger.call(page(path, organiser.token()));
    ledger.call(
        Payload.put("/v1/events/" + event.id() + "/presences/" + ticket)
            .bearer(organiser.token())
            .json(Map.of("people", 1)));
    ledger.call(form(path, organiser.token(), Map.of("people", "2")));
  }

  private void accepting() {
    Event event = here.hidden(RandomId.next(), 30, organiser.id());
    here.answers.answer(event, member.id(), 0);
    ledger.call(
        Payload.put(
                "/v1/events/"
                    + event.id()
                    + "/attendees/"
                    + Answer.handle(event.id(), member.id())
                    + "/acceptance")
            .bearer(organiser.token()));
    SignedIn other = here.member("Lou");
    here.answers.answer(event, other.id(), 0);
    ledger.call(
        form(
            "/evenements/" + event.id() + "/reponses",
            organiser.token(),
            Map.of("reponse-" + Answer.handle(event.id(), other.id()), "oui")));
  }
}
