package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Answer;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Presences;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The payloads under {@code events/rsvp} do what their names say. */
@EmbeddedAwsTest
class PayloadFilesTest {

  /** The event the files name. */
  private static final String EVENT = "3v8q2m7xk0c4z9t6w1hn5jrd2b";

  /** The answer the files name. */
  private static final String ANSWER = "5f1c0a9b7e3d2468ace013579bdf2468";

  /** The ticket the files name. */
  private static final String INVENTED = "0-AAAAAAAAAAAAAAAAAAAAAA";

  private final Neighbourhood here;
  private final SignedIn organiser;

  PayloadFilesTest(TestAws aws) {
    here = new Neighbourhood(aws);
    organiser = here.member("Camille");
  }

  /** The answer to a file, its invented token replaced by a real one. */
  private int status(String file) {
    return status(file, EVENT, "", null);
  }

  /** The same with a real ticket in the place of the invented one. */
  private int status(String file, @Nullable String ticket) {
    return status(file, EVENT, "", ticket);
  }

  /** The same with an event and the handle of an answer that exist here instead of the file's. */
  private int status(String file, String other, String handle) {
    return status(file, other, handle, null);
  }

  private int status(String file, String other, String handle, @Nullable String ticket) {
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
    if (ticket != null) {
      event.setRawPath(event.getRawPath().replace(INVENTED, ticket));
      var http = event.getRequestContext().getHttp();
      http.setPath(http.getPath().replace(INVENTED, ticket));
      event.setPathParameters(Map.of("id", EVENT, "ticket", ticket));
    }
    return here.rsvp.call(event).status();
  }

  @Test
  void everyFileGetsItsAnswer() {
    Event event = here.event(EVENT, 12, organiser.id());
    assertEquals(200, status("answer"));
    assertEquals(422, status("answer-too-many-guests"));
    assertEquals(200, status("own-answers"));
    assertEquals(401, status("own-answers-unsigned"));
    assertEquals(200, status("attendees"));
    assertEquals(404, status("attendees-unknown-event"));
    String ticket =
        here.context
            .getBean(Presences.class)
            .ticket(event, here.answers.find(EVENT, organiser.id()).orElseThrow())
            .orElseThrow();
    assertEquals(404, status("note-presence"));
    assertEquals(200, status("note-presence", ticket));
    assertEquals(404, status("note-presence-unknown-event"));
    assertEquals(200, status("page-presence", ticket));
    assertEquals(404, status("page-presence-unknown-event"));
    assertEquals(303, status("page-note-presence", ticket));
    assertEquals(404, status("page-note-presence-unknown-event"));
    assertEquals(200, status("page-sheet"));
    assertEquals(404, status("page-sheet-unknown-event"));
    assertEquals(200, status("page-entrance"));
    assertEquals(404, status("page-entrance-unknown-event"));
    assertEquals(200, status("close-answers"));
    assertEquals(404, status("close-answers-unknown-event"));
    assertEquals(200, status("reopen-answers"));
    assertEquals(404, status("reopen-answers-unknown-event"));
    assertEquals(303, status("page-close-answers"));
    assertEquals(422, status("page-close-answers-no-choice"));
    assertEquals(200, status("reopen-answers"));
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
