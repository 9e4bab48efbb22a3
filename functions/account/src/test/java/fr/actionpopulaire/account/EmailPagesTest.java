package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another address by plain forms; the request lives in the browser that asked. */
@EmbeddedAwsTest
@Tag("F8")
class EmailPagesTest {

  private static final String HOST = "network.example.org";

  private final Household house;
  private final Mailboxes mailboxes;

  EmailPagesTest(TestAws aws) {
    house = new Household(aws);
    mailboxes = new Mailboxes(house);
  }

  private Response me(String token) {
    return house.account.call(Payload.get("/v1/me").bearer(token));
  }

  @Test
  void plainFormsDoTheSame() {
    Person person = house.person();
    assertEquals(200, page(Payload.get("/compte/adresse"), person).status());
    assertEquals(422, post("/compte/adresse", person, Map.of("email", "<b>"), "").status());
    Response asked = post("/compte/adresse", person, Map.of("email", "forms@example.org"), "");
    assertEquals(303, asked.status(), asked::body);
    assertEquals("/compte/adresse/codes", asked.header("location").orElseThrow());
    String request = asked.cookie("__Host-request").orElseThrow();
    mailboxes.draw("forms@example.org");
    assertEquals(200, page(Payload.get("/compte/adresse/codes"), person).status());
    Map<String, String> codes = Map.of("ancien", Mailboxes.PRESENT, "nouveau", Mailboxes.NEW);
    assertEquals(410, post("/compte/adresse/codes", person, codes, "").status(), "other browser");
    assertEquals(
        403,
        post(
                "/compte/adresse/codes",
                person,
                Map.of("ancien", Mailboxes.PRESENT, "nouveau", "00000000"),
                request)
            .status());
    assertEquals(
        422,
        post(
                "/compte/adresse/codes",
                person,
                Map.of("ancien", "x", "nouveau", Mailboxes.NEW),
                request)
            .status());
    Response done = post("/compte/adresse/codes", person, codes, request);
    assertEquals(303, done.status(), done::body);
    assertEquals("forms@example.org", me(person.token()).text("/email").orElseThrow());
  }

  private Response post(String path, Person person, Map<String, String> form, String request) {
    return page(
        Payload.post(path)
            .form(form)
            .header("origin", "https://" + HOST)
            .cookie("__Host-request", request),
        person);
  }

  private Response page(Payload payload, Person person) {
    return house.account.call(
        payload.host(HOST).header("accept", "text/html").cookie("__Host-session", person.token()));
  }
}
