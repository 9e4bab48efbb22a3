package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The payloads under {@code events/rsvp} do what their names say. */
@EmbeddedAwsTest
class PayloadFilesTest {

  /** The event the files name. */
  private static final String EVENT = "3v8q2m7xk0c4z9t6w1hn5jrd2b";

  private final Neighbourhood here;
  private final SignedIn organiser;

  PayloadFilesTest(TestAws aws) {
    here = new Neighbourhood(aws);
    organiser = here.member("Camille");
  }

  /** The answer to a file, its invented token replaced by a real one. */
  private int status(String file) {
    APIGatewayV2HTTPEvent event = Payload.load("rsvp/" + file + ".json");
    if (event.getHeaders().containsKey("authorization")) {
      event.getHeaders().put("authorization", "Bearer " + organiser.token());
    }
    if (event.getCookies() != null) {
      event.setCookies(List.of("__Host-session=" + organiser.token()));
    }
    return here.rsvp.call(event).status();
  }

  @Test
  void everyFileGetsItsAnswer() {
    here.event(EVENT, 12, organiser.id());
    assertEquals(200, status("answer"));
    assertEquals(422, status("answer-too-many-guests"));
    assertEquals(200, status("own-answers"));
    assertEquals(401, status("own-answers-unsigned"));
    assertEquals(200, status("attendees"));
    assertEquals(404, status("attendees-unknown-event"));
    assertEquals(204, status("withdraw"));
    assertEquals(404, status("withdraw-unknown-event"));
    assertEquals(200, status("page-participation"));
    assertEquals(404, status("page-participation-unknown-event"));
    assertEquals(303, status("page-answer"));
    assertEquals(422, status("page-answer-no-choice"));
    assertEquals(200, status("page-own-answers"));
    assertEquals(303, status("page-own-answers-unsigned"));
  }
}
