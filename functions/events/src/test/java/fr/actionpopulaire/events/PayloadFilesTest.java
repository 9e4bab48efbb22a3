package fr.actionpopulaire.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The payloads kept for {@code sam local invoke} get the answers their names promise. */
@EmbeddedAwsTest
class PayloadFilesTest {

  private static final String EVENT = "e0000000000000000000000001";
  private static final String MESSAGE = "n0000000000000000000000001";
  private static final String KEY = "k000000000000000000001";
  private static final String CALENDAR = "m0000000000000000000000001.s0000000000000000000000001";

  private final Town town;
  private final Town.Someone member;

  PayloadFilesTest(TestAws aws) {
    town = new Town(aws);
    member = town.member("Camille");
  }

  /** The payload with a token and an event that exist here. */
  private int status(String file, String event) {
    return status(file, EVENT, event);
  }

  private int status(String file, String written, String here) {
    APIGatewayV2HTTPEvent payload = Payload.load("events/" + file + ".json");
    Map<String, String> headers = new HashMap<>(payload.getHeaders());
    headers.computeIfPresent("authorization", (_, _) -> "Bearer " + member.token());
    payload.setHeaders(headers);
    if (payload.getCookies() != null) {
      payload.setCookies(List.of("__Host-session=" + member.token()));
    }
    String path = payload.getRawPath().replace(written, here);
    payload.setRawPath(path);
    payload.getRequestContext().getHttp().setPath(path);
    return town.events.call(payload).status();
  }

  private int status(String file) {
    return status(file, town.published(member, town.sheet()));
  }

  @Test
  void goodOnesAreAnswered() {
    assertEquals(201, status("publish"));
    assertEquals(201, status("publish-series"));
    assertEquals(200, status("find"));
    assertEquals(200, status("read"));
    assertEquals(200, status("calendar"));
    assertEquals(200, status("commune-calendar"));
    assertEquals(200, status("cancel"));
    assertEquals(200, status("change"));
    assertEquals(200, status("matching"));
    assertEquals(401, status("matching-signed-out"));
    assertEquals(200, status("page-matching"));
    assertEquals(303, status("page-matching-signed-out"));
    assertEquals(200, status("page-find"));
    assertEquals(200, status("page-edit"));
    assertEquals(200, status("page-poster"));
    assertEquals(303, status("page-change"));
    assertEquals(200, status("page-form"));
    assertEquals(303, status("page-publish"));
    assertEquals(200, status("page-read"));
    assertEquals(303, status("page-cancel"));
    assertEquals(200, status("own-calendar"));
    assertEquals(204, status("end-own-calendar"));
    assertEquals(200, status("page-own-calendar"));
    assertEquals(200, status("page-change-own-calendar"));
    String token = town.context.getBean(CalendarLinks.class).open(member.id());
    assertEquals(200, status("member-calendar", CALENDAR, token));
  }

  @Test
  void badOnesAreRefused() {
    assertEquals(422, status("publish-in-silence"));
    assertEquals(422, status("publish-series-too-often"));
    assertEquals(422, status("find-unknown-commune"));
    assertEquals(404, status("read-unknown"));
    assertEquals(404, status("calendar-unknown"));
    assertEquals(404, status("commune-calendar-unknown"));
    assertEquals(422, status("cancel-without-reason"));
    assertEquals(412, status("change-stale"));
    assertEquals(303, status("page-edit-signed-out"));
    assertEquals(303, status("page-poster-signed-out"));
    assertEquals(403, status("page-change-foreign-origin"));
    assertEquals(404, status("page-find-unreadable"));
    assertEquals(303, status("page-form-signed-out"));
    assertEquals(403, status("page-publish-foreign-origin"));
    assertEquals(404, status("page-read-unknown"));
    assertEquals(422, status("page-cancel-without-reason"));
    assertEquals(401, status("own-calendar-signed-out"));
    assertEquals(401, status("end-own-calendar-signed-out"));
    assertEquals(303, status("page-own-calendar-signed-out"));
    assertEquals(403, status("page-change-own-calendar-foreign-origin"));
    assertEquals(404, status("member-calendar-unknown"));
  }

  @Test
  void thoseAboutRunningItTogether() {
    assertEquals(201, status("invite"));
    assertEquals(401, status("invite-signed-out"));
    assertEquals(204, status("revoke"));
    assertEquals(401, status("revoke-signed-out"));
    assertEquals(200, status("co-organisers"));
    assertEquals(401, status("co-organisers-signed-out"));
    // The link it names works nowhere.
    assertEquals(404, status("join", town.published(town.member("Lou"), town.sheet())));
    assertEquals(422, status("join-without-key"));
    assertEquals(204, status("leave"));
    assertEquals(401, status("leave-signed-out"));
    assertEquals(200, status("page-co-organisers"));
    assertEquals(303, status("page-co-organisers-signed-out"));
    assertEquals(200, status("page-invite"));
    assertEquals(422, status("page-invite-without-action"));
  }

  @Test
  void thoseAboutMessages() {
    String id = town.published(town.member("Lou"), town.sheet());
    assertEquals(201, status("message", id));
    assertEquals(422, status("message-empty", id));
    assertEquals(200, status("page-message", id));
    assertEquals(303, status("page-message-signed-out", id));
    assertEquals(303, status("page-message-sent", id));
    assertEquals(403, status("page-message-sent-foreign-origin", id));
    assertEquals(201, answering("message-answer"));
    assertEquals(404, answering("message-answer-wrong-key"));
    assertEquals(200, answering("page-message-answer"));
    assertEquals(404, answering("page-message-answer-wrong-key"));
    assertEquals(303, answering("page-message-answered"));
    assertEquals(404, answering("page-message-answered-wrong-key"));
  }

  /** The payload with a message and the key of its link that exist here. */
  private int answering(String file) {
    Mailbag mail = new Mailbag(town);
    String event = town.published(member, town.sheet());
    RelayedMessage message = mail.sent(town.member("Lou"), event, "Une question.");
    String key = Mailbag.key(mail.link(message, member));
    APIGatewayV2HTTPEvent payload = Payload.load("events/" + file + ".json");
    String path = payload.getRawPath().replace(EVENT, event).replace(MESSAGE, message.id());
    payload.setRawPath(path);
    payload.getRequestContext().getHttp().setPath(path);
    payload.setRawQueryString(payload.getRawQueryString().replace(KEY, key));
    String body = payload.getBody();
    if (body != null && payload.getIsBase64Encoded()) {
      String form = new String(Base64.getDecoder().decode(body), UTF_8).replace(KEY, key);
      payload.setBody(Base64.getEncoder().encodeToString(form.getBytes(UTF_8)));
    } else if (body != null) {
      payload.setBody(body.replace(KEY, key));
    }
    return town.events.call(payload).status();
  }

  @Test
  void thoseAboutWhatCameOfIt() {
    String id = town.published(member, town.sheet());
    town.aws.clock().set(town.event(id).endsAt());
    assertEquals(422, status("debrief-written-without-count", id));
    assertEquals(200, status("debrief-written", id));
    assertEquals(200, status("debrief", id));
    assertEquals(401, status("debrief-signed-out", id));
    assertEquals(200, status("page-debrief", id));
    assertEquals(303, status("page-debrief-signed-out", id));
    assertEquals(303, status("page-debrief-written", id));
    assertEquals(403, status("page-debrief-written-foreign-origin", id));
  }
}
