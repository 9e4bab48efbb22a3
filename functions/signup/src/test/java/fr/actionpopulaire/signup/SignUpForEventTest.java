package fr.actionpopulaire.signup;

import static fr.actionpopulaire.signup.Browser.REQUEST;
import static fr.actionpopulaire.signup.Browser.SESSION;
import static fr.actionpopulaire.signup.Browser.form;
import static fr.actionpopulaire.signup.Browser.page;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes from an event's poster or page goes back to it once signed in, and nowhere else. */
@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignUpForEventTest {

  private final TestAws aws;
  private final Newcomer somebody;
  private final Browser browser;

  SignUpForEventTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws);
    browser = new Browser(somebody);
  }

  private String event(EventStatus status, Instant end) {
    Event event =
        new Event(
            RandomId.next(),
            RandomId.next(),
            EventKind.MEETING,
            "Réunion de quartier",
            "",
            end.minus(Duration.ofHours(2)),
            end,
            ZoneId.of("Europe/Paris"),
            "35238",
            "35",
            "Chez Camille",
            null,
            null,
            null,
            "Camille",
            status,
            null,
            null,
            0,
            1,
            1,
            aws.clock().instant());
    assertTrue(
        somebody
            .context
            .getBean(Store.class)
            .transact(somebody.context.getBean(Events.class).publish(event, PersonKey.random()))
            .isWritten());
    return event.id();
  }

  private String event() {
    return event(EventStatus.PUBLISHED, aws.clock().instant().plus(Duration.ofDays(3)));
  }

  /** What the form on the way carries along. */
  private static Map<String, String> with(String event, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    all.put("evenement", event);
    return all;
  }

  private static String to(Response answer) {
    assertEquals(303, answer.status(), answer::body);
    return answer.header("location").orElseThrow();
  }

  /** The session after the code, and where it leads. */
  private Response proved(String door, String event, String email) {
    Response asked = browser.send(form(door, with(event, Map.of("email", email))));
    assertEquals(door + "/code?evenement=" + event, to(asked));
    String request = asked.cookie(REQUEST).orElseThrow();
    assertTrue(somebody.draw(request, 1, Newcomer.CODE));
    String code = browser.send(page(to(asked)).cookie(REQUEST, request)).body();
    assertEquals(2, code.split("name=\"evenement\" value=\"" + event, -1).length - 1, code);
    return browser.send(
        form(door + "/code", with(event, Map.of("code", Newcomer.CODE))).cookie(REQUEST, request));
  }

  @Test
  @Tag("A1")
  void fromThePosterToTheEventWithThePostalCodeProposedAndNothingTicked() {
    String event = event();
    String first = browser.send(page("/inscription?evenement=" + event)).body();
    assertTrue(first.contains("Réunion de quartier") && first.contains("Rennes"), first);
    assertFalse(first.contains("Camille"), "neither who nor where exactly");
    assertTrue(first.contains("name=\"evenement\" value=\"" + event + "\""), first);
    Response proved = proved("/inscription", event, "poster@example.org");
    String session = proved.cookie(SESSION).orElseThrow();
    assertEquals("/inscription/profil?evenement=" + event, to(proved));
    String profile = browser.send(page(to(proved)).cookie(SESSION, session)).body();
    assertTrue(profile.contains("value=\"35238\" selected"), profile);
    assertTrue(profile.contains("mettez le vôtre si vous habitez ailleurs"), profile);
    assertFalse(Pattern.compile("<input[^>]*\\schecked").matcher(profile).find(), profile);
    Map<String, String> fields = with(event, Browser.profile());
    fields.remove("plus15");
    Response again = browser.send(form("/inscription/profil", fields).cookie(SESSION, session));
    assertEquals(422, again.status());
    assertTrue(again.body().contains("name=\"evenement\" value=\"" + event + "\""), again::body);
    fields.put("plus15", "oui");
    Response done = browser.send(form("/inscription/profil", fields).cookie(SESSION, session));
    assertEquals("/evenements/" + event + "/participation", to(done));

    // From now on the way is short, and so it is for a member who signs in.
    for (String door : new String[] {"/inscription", "/connexion", "/inscription/profil"}) {
      Response shorter = browser.send(page(door + "?evenement=" + event).cookie(SESSION, session));
      assertEquals("/evenements/" + event + "/participation", to(shorter), door);
    }
    assertEquals(
        "/evenements/" + event + "/participation",
        to(proved("/connexion", event, "poster@example.org")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example/aaaaaaaaaaaaaaaaaaaa",
        "..%2F..%2Fcompte",
        "0123456789abcdefghjkmnpqr",
        "0123456789abcdefghjkmnpqrst",
        "0123456789abcdefghjkmnpq%0d%0a"
      })
  void whatIsNoIdLeadsToTheAccountAsIfItWereNotThere(String event) {
    Response first = browser.send(page("/connexion?evenement=" + event));
    assertEquals(200, first.status());
    assertFalse(first.body().contains("evil") || first.body().contains("name=\"evenement\""));
    String email = "evil" + event.hashCode() + "@example.org";
    Response asked = browser.send(form("/connexion", with(event, Map.of("email", email))));
    assertEquals("/connexion/code", to(asked));
    String request = asked.cookie(REQUEST).orElseThrow();
    assertTrue(somebody.draw(request, 1, Newcomer.CODE));
    assertEquals(
        "/inscription/profil",
        to(
            browser.send(
                form("/connexion/code", with(event, Map.of("code", Newcomer.CODE)))
                    .cookie(REQUEST, request))));
  }

  /** What was taken down, called off or is over is not told here; the way leads to its page. */
  @Test
  void onlyAnEventOneCanComeToIsTold() {
    Instant now = aws.clock().instant();
    Instant soon = now.plus(Duration.ofDays(3));
    for (String event :
        new String[] {
          event(EventStatus.HIDDEN, soon),
          event(EventStatus.CANCELLED, soon),
          event(EventStatus.PUBLISHED, now),
          RandomId.next()
        }) {
      Response first = browser.send(page("/inscription?evenement=" + event));
      assertEquals(200, first.status());
      assertFalse(first.body().contains("Réunion de quartier"), first::body);
    }
    String last = event(EventStatus.PUBLISHED, now.plusSeconds(1));
    assertTrue(
        browser
            .send(page("/inscription?evenement=" + last))
            .body()
            .contains("Réunion de quartier"));
  }

  @Test
  void theEventCostsOneReadAndWithoutOneThereIsNone() {
    String event = event();
    aws.meter().reset();
    browser.send(page("/inscription?evenement=" + event));
    assertEquals(1, aws.meter().count("GetItem"));
    assertEquals(1, aws.meter().count());
    aws.meter().reset();
    browser.send(page("/inscription?evenement=x"));
    assertEquals(0, aws.meter().count());
  }
}
