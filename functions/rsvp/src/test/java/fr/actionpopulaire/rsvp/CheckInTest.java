package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** From the code on a member's page to their presence noted by who organises. */
@EmbeddedAwsTest
class CheckInTest {

  private static final String HOST = "action.example.org";

  private final TestAws aws;
  private final Neighbourhood here;
  private final Presences presences;
  private final SignedIn organiser;

  CheckInTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
    presences = here.context.getBean(Presences.class);
    organiser = here.member("Organisatrice");
  }

  private Response call(Payload payload, String token) {
    Payload browser =
        payload
            .header("accept", "text/html")
            .header("origin", "https://" + HOST)
            .viaFrontDoor()
            .host(HOST);
    return here.rsvp.call(token.isEmpty() ? browser : browser.cookie("__Host-session", token));
  }

  private void come(Event event, SignedIn who, int guests) {
    here.answers.answer(here.read(event), who.id(), guests);
  }

  private String participation(Event event, SignedIn who) {
    return call(Payload.get("/evenements/" + event.id() + "/participation"), who.token()).body();
  }

  /** The link in the code of a member's page, as any camera reads it. */
  private String link(Event event, SignedIn who) {
    Matcher drawn =
        Pattern.compile("viewBox=\"0 0 (\\d+) \\1\".*?<path d=\"([^\"]+)\"", Pattern.DOTALL)
            .matcher(participation(event, who));
    assertTrue(drawn.find(), "a code on the page");
    int size = Integer.parseInt(drawn.group(1)) - 8;
    BitMatrix bits = new BitMatrix(size);
    Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(drawn.group(2));
    while (runs.find()) {
      int x = Integer.parseInt(runs.group(1)) - 4;
      bits.setRegion(x, Integer.parseInt(runs.group(2)) - 4, Integer.parseInt(runs.group(3)), 1);
    }
    try {
      return new Decoder().decode(bits).getText();
    } catch (com.google.zxing.ReaderException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private String path(Event event, SignedIn who) {
    String link = link(event, who);
    assertTrue(link.startsWith("https://" + HOST + "/evenements/" + event.id() + "/presence/"));
    return link.substring(("https://" + HOST).length());
  }

  private Response note(String path, int people) {
    return call(
        Payload.post(path).form(Map.of("people", Integer.toString(people))), organiser.token());
  }

  @Test
  void theCodeLeadsToAPageWhereOneConfirms() {
    Event event = here.event(5, organiser.id());
    SignedIn member = here.member("Zoé");
    come(event, member, 2);
    String path = path(event, member);
    assertFalse(path.contains(member.id()) || path.contains("Zo"), "it names nobody");

    var before = aws.scan("EVENTS_TABLE");
    aws.meter().reset();
    Response page = call(Payload.get(path), organiser.token());
    assertEquals(Map.of("BatchGetItem", 4, "GetItem", 4, "Query", 1), aws.meter().byOperation());
    assertEquals(200, page.status());
    assertTrue(page.body().contains("<h1>Zoé</h1>"), page::body);
    assertTrue(page.body().contains("3 places réservées."), page::body);
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertEquals(before, aws.scan("EVENTS_TABLE"), "looking changes nothing");
    assertEquals(0, presences.count(event));

    assertEquals(303, note(path, 2).status());
    assertTrue(
        call(Payload.get(path), organiser.token()).body().contains("Présence notée : 2 sur 3."));
    var noted = aws.scan("EVENTS_TABLE");
    assertEquals(303, note(path, 2).status());
    assertEquals(noted, aws.scan("EVENTS_TABLE"), "twice is as once");
    assertEquals(2, presences.count(event));
    assertEquals(303, note(path, 3).status());
    assertEquals(3, presences.count(event), "corrected, not added");
    for (int people : new int[] {0, 4}) {
      Response wrong = note(path, people);
      assertEquals(422, wrong.status());
      assertTrue(wrong.body().contains("Indiquez de 1 à 3 personnes présentes."), wrong::body);
    }
    here.books(event).audit();
  }

  @Test
  void onlyARealTicketOfThisEventInTheHandsOfItsOrganiser() {
    Event event = here.event(5, organiser.id());
    Event other = here.event(5, organiser.id());
    SignedIn member = here.member("Zoé");
    come(event, member, 0);
    come(other, member, 0);
    String path = path(event, member);
    String elsewhere = path(other, member);
    String ticket = path.substring(path.lastIndexOf('/') + 1);
    char last = ticket.charAt(ticket.length() - 1);
    // The last of 22 characters has two bits of the mark: A, Q, g or w.
    String forged = ticket.substring(0, ticket.length() - 1) + (last == 'A' ? 'Q' : 'A');
    String base = "/evenements/" + event.id() + "/presence/";
    for (String wrong :
        List.of(
            base + elsewhere.substring(elsewhere.lastIndexOf('/') + 1),
            base + forged,
            base + "1" + ticket.substring(1),
            base + ticket + "A",
            base + "x",
            base + member.id(),
            "/evenements/" + RandomId.next() + "/presence/" + ticket)) {
      assertEquals(404, call(Payload.get(wrong), organiser.token()).status(), wrong);
      assertEquals(404, note(wrong, 1).status(), wrong);
    }
    for (Payload by : List.of(Payload.get(path), Payload.post(path).form(Map.of("people", "1")))) {
      assertEquals(403, call(by, member.token()).status(), "not even who holds it");
    }
    assertEquals(
        "/connexion", call(Payload.get(path), "").header("location").orElseThrow(), "unsigned");
    Payload foreign =
        Payload.post(path)
            .header("origin", "https://elsewhere.example")
            .cookie("__Host-session", organiser.token())
            .form(Map.of("people", "1"))
            .viaFrontDoor()
            .host(HOST);
    assertEquals(403, here.rsvp.call(foreign).status());
    assertEquals(0, presences.count(event));
    here.hide(event);
    assertEquals(409, call(Payload.get(path), organiser.token()).status());
    assertEquals(409, note(path, 1).status());
  }

  @Test
  void anAppNotesItToo() {
    Event event = here.event(1, organiser.id());
    SignedIn member = here.member("Zoé");
    SignedIn waiting = here.member("Waël");
    come(event, member, 0);
    come(event, waiting, 0);
    assertFalse(participation(event, waiting).contains("<svg"), "who waits has no code");
    String page = path(event, member);
    Response own = here.rsvp.call(Payload.get("/v1/me/rsvps").bearer(member.token()));
    String ticket = own.text("/items/0/ticket").orElseThrow();
    assertEquals(page.substring(page.lastIndexOf('/') + 1), ticket, "the page's own");
    String path = "/v1/events/" + event.id() + "/presences/" + ticket;
    Response noted =
        here.rsvp.call(Payload.put(path).bearer(organiser.token()).json("{\"people\":1}"));
    assertEquals(200, noted.status());
    assertEquals("{\"firstName\":\"Zoé\",\"guests\":0,\"people\":1}", noted.body());
    assertEquals(
        200, here.rsvp.call(Payload.put(path).bearer(organiser.token()).json("{}")).status());
    assertEquals(1, presences.count(event));
    for (int people : new int[] {0, 2}) {
      Payload put = Payload.put(path).bearer(organiser.token()).json(Map.of("people", people));
      assertEquals("/people", here.rsvp.call(put).text("/errors/0/pointer").orElseThrow());
    }
    Payload put = Payload.put(path).bearer(member.token()).json("{}");
    assertEquals(403, here.rsvp.call(put).status());

    here.answers.withdraw(here.read(event), member.id());
    assertEquals(0, presences.count(event), "gone with the answer");
    assertEquals(
        404, here.rsvp.call(Payload.put(path).bearer(organiser.token()).json("{}")).status());
    assertFalse(path(event, waiting).isEmpty(), "promoted, they have one");
  }

  /** A party that sits in two blocks is one party, whichever block its ticket names. */
  @Test
  void aPartyInTwoBlocksIsNotedOnce() {
    Event event = here.event(65, organiser.id());
    for (int party = 0; party < 6; party++) {
      here.answers.answer(event, here.person(), party == 5 ? 7 : 9);
    }
    SignedIn member = here.member("Zoé");
    come(event, member, 6);
    String before = path(event, member);
    assertEquals(2, here.answers.find(event.id(), member.id()).orElseThrow().blocks().size());
    assertEquals(303, note(before, 7).status());
    assertEquals(7, presences.count(event));
    for (int guests : new int[] {3, 5, 0}) {
      come(event, member, guests);
      assertEquals(303, note(path(event, member), guests + 1).status());
      assertEquals(guests + 1, presences.count(event), guests + " guests");
      here.books(event).audit();
    }
  }

  @Test
  void whoCameIsForgottenWithTheAnswerAndHowManyStays() {
    Event event = here.event(5, organiser.id());
    SignedIn member = here.member("Zoé");
    SignedIn erased = here.member("Lou");
    come(event, member, 1);
    come(event, erased, 0);
    String path = path(event, member);
    note(path, 2);
    note(path(event, erased), 1);
    assertEquals(3, presences.count(event));
    here.answers.withdrawAll(erased.id());
    assertEquals(2, presences.count(event));
    assertTrue(
        aws.scan("EVENTS_TABLE").stream().noneMatch(item -> item.toString().contains(erased.id())));

    aws.clock().set(event.endsAt().plus(Duration.ofDays(7)).minusMillis(1));
    assertEquals(200, call(Payload.get(path), organiser.token()).status());
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(404, call(Payload.get(path), organiser.token()).status());
    assertEquals(404, note(path, 1).status());
    assertEquals(List.of(), presences.roll(event));
    assertEquals(2, presences.count(event), "a number alone");
    here.answers.forget(event.id());
    assertEquals(2, presences.count(event));
    assertTrue(
        aws.scan("EVENTS_TABLE").stream().noneMatch(item -> item.toString().contains(member.id())));
  }
}
