package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.ParkedMails;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What electoral silence held back leaves by the word of staff, with a reason, and not before. */
@EmbeddedAwsTest
@Tag("B3")
class ParkedMailsTest {

  private static final String PATH = "/v1/moderation/parked-mails";

  private final TestAws aws;
  private final Scene scene;

  ParkedMailsTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
  }

  private void parked(String member) {
    Outbox.Message message =
        new Outbox.Message(
            Outbox.Kind.WELCOME,
            new Outbox.Recipient.Member(member),
            member,
            Map.of(),
            aws.clock().instant());
    scene.store.write(Outbox.put(message));
    scene.store.write(
        Write.change(
            Outbox.key(message.id()),
            "SET #state = :leased",
            Attributes.none().text("leased", "LEASED"),
            Condition.present()));
    scene.context.getBean(ParkedMails.class).park(message.id());
  }

  private Response count() {
    return scene.moderation.call(Payload.get(PATH).signedBy(Scene.JO));
  }

  private Response release(Map<String, ?> body) {
    return scene.moderation.call(Payload.post(PATH + "/release").json(body).signedBy(Scene.JO));
  }

  @Test
  void staffCountAndReleaseWithAReasonOnceSilenceIsOver() {
    aws.clock().set(Instant.parse("2027-04-17T10:00:00Z"));
    parked("first");
    parked("second");
    assertEquals(2, count().json().at("/parked").asInt());
    Response early = release(Map.of("reason", "Impatience"));
    assertEquals(409, early.status(), early::toString);
    assertEquals("/problems/frozen", early.text("/type").orElseThrow());
    aws.clock().set(Instant.parse("2027-04-18T17:59:59Z"));
    assertEquals(409, release(Map.of("reason", "Impatience")).status());
    ParkedMails mails = scene.context.getBean(ParkedMails.class);
    assertTrue(mails.released().isEmpty());
    aws.clock().set(Instant.parse("2027-04-18T18:00:00Z"));
    assertEquals(422, release(Map.of()).status());
    Response done = release(Map.of("reason", "Le scrutin est clos."));
    assertEquals(200, done.status(), done::toString);
    assertEquals(2, done.json().at("/parked").asInt());
    assertEquals(aws.clock().instant(), mails.released().orElseThrow());
    String trail = aws.scan("AUDIT_TABLE").toString();
    assertTrue(trail.contains("release-mails") && trail.contains("Le scrutin est clos."));
    assertTrue(trail.contains("count-parked-mails"));
  }

  @Test
  void nobodyElseMay() {
    assertEquals(403, scene.moderation.call(Payload.get(PATH)).status());
    assertEquals(
        403,
        scene
            .moderation
            .call(Payload.post(PATH + "/release").json(Map.of("reason", "Pourquoi pas")))
            .status());
  }
}
