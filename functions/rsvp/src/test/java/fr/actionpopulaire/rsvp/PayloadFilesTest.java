package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Event;
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

  /** The answer the files name. */
  private static final String ANSWER = "5f1c0a9b7e3d2468ace013579bdf2468";

  private final Neighbourhood here;
  private final SignedIn organiser;

  PayloadFilesTest(TestAws aws) {
    here = new Neighbourhood(aws);
    organiser = here.member("Camille");
  }

  /** The answer to a file, its invented token replaced by a real one. */
  private int status(String file) {
    return status(file, EVENT, "");
  }

  /** The same with an event and the handle of an answer that exist here instead of the file's. */
  private int status(String file, String other, String handle) {
    APIGatewayV2HTTPEvent event = Payload.load("rsvp/" + file + ".json");
    String path = event.getRawPath().replace(EVENT, other).replace(ANSWER, handle);
    event.setRawPath(path);
    event.getRequestContext().getHttp().setPath(path);
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

  @Test
  void thoseAboutAcceptingToo() {
    String id = RandomId.next();
    Event event = here.hidden(id, 12, organiser.id());
    String attendee = here.member("Zoé").id();
    here.answers.answer(event, attendee, 0);
    assertEquals(200, status("accept", id, Answer.handle(id, attendee)));
    assertEquals(404, status("accept-unknown-answer", id, ""));
    assertEquals(200, status("page-attendees", id, ""));
    assertEquals(303, status("page-attendees-signed-out"));
    assertEquals(303, status("page-accept", id, ""));
    assertEquals(403, status("page-accept-foreign-origin"));
  }
}
