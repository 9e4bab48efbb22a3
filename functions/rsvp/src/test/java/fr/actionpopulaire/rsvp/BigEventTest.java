package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Through the function and under its role: an event of so many seats that not all are read. */
@EmbeddedAwsTest
class BigEventTest {

  private final TestAws aws;
  private final Neighbourhood here;

  BigEventTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  @Test
  void oneMayComeAndStayAway() {
    Event event = here.event(1100);
    SignedIn member = here.member("Camille");
    var answer =
        here.rsvp.call(Payload.put(path(event)).json(Map.of("guests", 1)).bearer(member.token()));
    assertEquals(200, answer.status(), answer::body);
    assertEquals("1098", answer.text("/seatsLeft").orElseThrow());
    assertEquals(204, here.rsvp.call(Payload.delete(path(event)).bearer(member.token())).status());
    // How many come to a big event is remembered for two seconds.
    aws.clock().advance(Duration.ofSeconds(2));
    assertEquals(0, here.answers.tally(event).confirmed());
  }

  /** The visit of another day moves the session's idle limit (30 days). */
  @Test
  void aVisitTheNextDayKeepsTheSessionAlive() {
    SignedIn member = here.member("Camille");
    Instant before = expiry(member);
    aws.clock().advance(Duration.ofDays(1).minusSeconds(1));
    assertEquals(200, ownAnswers(member));
    assertEquals(before, expiry(member));
    aws.clock().advance(Duration.ofSeconds(1));
    assertEquals(200, ownAnswers(member));
    assertEquals(before.plus(Duration.ofDays(1)), expiry(member));
  }

  private static String path(Event event) {
    return "/v1/events/" + event.id() + "/rsvp";
  }

  private int ownAnswers(SignedIn member) {
    return here.rsvp.call(Payload.get("/v1/me/rsvps").bearer(member.token())).status();
  }

  private Instant expiry(SignedIn member) {
    return aws.scan("EPHEMERAL_TABLE").stream()
        .filter(item -> AttributeValue.fromS("M#" + member.id()).equals(item.get("pk")))
        .map(item -> Objects.requireNonNull(item.get("ttl")).n())
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .findFirst()
        .orElseThrow();
  }
}
