package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Acceptance;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.CoOrganisers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Invitations;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The organiser of an event with a hidden address accepts answers, one by one or by the page. */
@EmbeddedAwsTest
class AcceptanceTest {

  private static final String ORIGIN = "https://abcdefghij.execute-api.eu-west-3.amazonaws.com";

  private final TestAws aws;
  private final Neighbourhood here;
  private final SignedIn organiser;

  AcceptanceTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
    organiser = here.member("Organisatrice");
  }

  private Event hidden(@Nullable Integer capacity) {
    return here.hidden(RandomId.next(), capacity, organiser.id());
  }

  private String comes(Event event, int guests) {
    String member = here.member("Zoé").id();
    here.answers.answer(event, member, guests);
    return member;
  }

  private Response accept(SignedIn who, Event event, String handle) {
    return here.rsvp.call(
        Payload.put("/v1/events/" + event.id() + "/attendees/" + handle + "/acceptance")
            .bearer(who.token()));
  }

  private Response accept(Event event, String member) {
    return accept(organiser, event, Answer.handle(event.id(), member));
  }

  private Response attendees(Event event) {
    return here.rsvp.call(
        Payload.get("/v1/events/" + event.id() + "/attendees").bearer(organiser.token()));
  }

  private boolean isAccepted(Event event, String member) {
    return here.answers.find(event.id(), member).orElseThrow().isAccepted();
  }

  @Test
  void theListNamesAnswersByWhatAcceptsThemAndTellsNobodyMore() {
    Event event = hidden(5);
    String member = comes(event, 2);
    String handle = Answer.handle(event.id(), member);
    assertEquals(
        "{\"items\":[{\"firstName\":\"Zoé\",\"guests\":2,\"status\":\"confirmed\",\"answer\":\""
            + handle
            + "\",\"accepted\":false}],\"next\":null}",
        attendees(event).body());
    assertFalse(handle.contains(member));
    assertFalse(handle.equals(Answer.handle(hidden(5).id(), member)), "another at every event");
    Response answer = accept(event, member);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals(
        "{\"answer\":\"" + handle + "\",\"status\":\"confirmed\",\"guests\":2,\"accepted\":true}",
        answer.body());
    assertTrue(attendees(event).body().contains("\"accepted\":true"));
  }

  @Test
  void whoIsAcceptedIsToldOnce() {
    Event event = hidden(null);
    String member = comes(event, 0);
    aws.meter().reset();
    Response first = accept(event, member);
    assertEquals(
        Map.of("BatchGetItem", 2, "Query", 1, "GetItem", 2, "TransactWriteItems", 1),
        aws.meter().byOperation());
    assertEquals(first.body(), accept(event, member).body());
    assertEquals(List.of("ACCEPTED " + member), Books.told(aws, event));
  }

  @Test
  void onlyTheOrganiserAndOnlyWhatThereIs() {
    Event event = hidden(1);
    String seated = comes(event, 0);
    String waits = comes(event, 0);
    String handle = Answer.handle(event.id(), seated);
    assertEquals(403, accept(here.member("Autre"), event, handle).status());
    assertEquals(
        401,
        here.rsvp
            .call(Payload.put("/v1/events/" + event.id() + "/attendees/" + handle + "/acceptance"))
            .status());
    for (String wrong : List.of("x", seated, "0".repeat(32), Answer.handle(event.id(), waits))) {
      assertEquals(404, accept(organiser, event, wrong).status(), wrong);
    }
    assertFalse(isAccepted(event, seated));
    Event shown = here.event(5, organiser.id());
    String there = comes(shown, 0);
    assertEquals(409, accept(shown, there).status());
    assertFalse(attendees(shown).body().contains("\"answer\""));
    assertEquals(List.of(), Books.told(aws, event));
    here.cancel(event);
    assertEquals(409, accept(event, seated).status());
  }

  @Test
  void whoRunsItTooSeesAndAccepts() {
    Event event = hidden(5);
    String member = comes(event, 0);
    SignedIn second = here.member("Dominique");
    String path = "/v1/events/" + event.id() + "/attendees";
    Payload list = Payload.get(path).bearer(second.token());
    assertEquals(403, here.rsvp.call(list).status());
    String secret = here.context.getBean(Invitations.class).invite(event).orElseThrow().secret();
    PersonKey key =
        here.context.getBean(Keys.class).find(new Keys.Owner.Member(second.id())).orElseThrow();
    assertEquals(
        CoOrganisers.Joining.JOINED,
        here.context
            .getBean(CoOrganisers.class)
            .join(event, secret, second.id(), key, "Dominique"));
    assertEquals(200, here.rsvp.call(list).status());
    String handle = Answer.handle(event.id(), member);
    assertEquals(200, accept(second, event, handle).status());
  }

  @Test
  void acceptedOneStaysSoWithMoreGuestsAndNoLongerAfterWithdrawing() {
    Event event = hidden(10);
    String member = comes(event, 0);
    accept(event, member);
    here.answers.answer(event, member, 3);
    assertTrue(isAccepted(event, member));
    here.answers.answer(event, member, 1);
    assertTrue(isAccepted(event, member));
    here.answers.withdraw(event, member);
    here.answers.answer(event, member, 1);
    assertFalse(isAccepted(event, member), "another answer, another decision");
    here.books(event).audit();
  }

  @Test
  void acceptingAndChangingAtOnceLosesNeither() throws Exception {
    Event event = hidden(40);
    List<String> members = new ArrayList<>();
    List<Callable<Object>> deeds = new ArrayList<>();
    Acceptance acceptance = here.context.getBean(Acceptance.class);
    for (int i = 0; i < 10; i++) {
      String member = comes(event, 0);
      members.add(member);
      deeds.add(() -> acceptance.accept(event, member));
      deeds.add(() -> here.answers.answer(event, member, 2));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(deeds)) {
        done.get();
      }
    }
    for (String member : members) {
      assertTrue(isAccepted(event, member));
      assertEquals(2, here.answers.find(event.id(), member).orElseThrow().guests());
    }
    here.books(event).audit();
  }

  @Test
  void thePageAcceptsWhatIsTicked() {
    Event event = hidden(null);
    String ticked = comes(event, 1);
    String other = comes(event, 0);
    String path = "/evenements/" + event.id() + "/reponses";
    Response page =
        here.rsvp.call(
            Payload.get(path)
                .header("accept", "text/html")
                .cookie("__Host-session", organiser.token()));
    assertEquals(200, page.status());
    assertEquals("noindex", page.header("x-robots-tag").orElseThrow());
    assertTrue(page.body().contains("Zoé, avec 1 personne"), page::body);
    String box = "reponse-" + Answer.handle(event.id(), ticked);
    assertTrue(page.body().contains("name=\"" + box + "\""));
    Response sent =
        here.rsvp.call(
            Payload.post(path)
                .header("origin", ORIGIN)
                .cookie("__Host-session", organiser.token())
                .form(Map.of(box, "oui", "reponse-" + "0".repeat(32), "oui")));
    assertEquals(303, sent.status());
    assertTrue(isAccepted(event, ticked));
    assertFalse(isAccepted(event, other));
    String after =
        here.rsvp
            .call(
                Payload.get(path)
                    .header("accept", "text/html")
                    .cookie("__Host-session", organiser.token()))
            .body();
    assertTrue(after.contains("(réponse acceptée)"));
    assertFalse(after.contains("name=\"" + box + "\""));
    String stranger = here.member("Autre").token();
    assertEquals(
        403,
        here.rsvp
            .call(
                Payload.get(path).header("accept", "text/html").cookie("__Host-session", stranger))
            .status());
    assertEquals(
        "/connexion",
        here.rsvp
            .call(Payload.get(path).header("accept", "text/html"))
            .header("location")
            .orElseThrow());
  }
}
