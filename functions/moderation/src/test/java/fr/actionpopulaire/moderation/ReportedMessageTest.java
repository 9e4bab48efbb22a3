package fr.actionpopulaire.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.RelayedMessage;
import fr.actionpopulaire.dynamodb.RelayedMessages;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is decided about a reported message is about who wrote it, not about the event. */
@EmbeddedAwsTest
class ReportedMessageTest {

  private final TestAws aws;
  private final Scene scene;
  private final Event event;
  private final String writer;
  private final RelayedMessage message;

  ReportedMessageTest(TestAws aws) {
    this.aws = aws;
    scene = new Scene(aws);
    event = scene.event();
    writer = scene.member();
    message =
        new RelayedMessage(
            RandomId.next(),
            event.id(),
            writer,
            List.of(event.organiser()),
            false,
            false,
            "Des insultes.",
            aws.clock().instant(),
            false);
    assertTrue(
        scene
            .store
            .transact(RelayedMessages.send(message, key(writer), key(event.organiser())))
            .isWritten());
  }

  private PersonKey key(String member) {
    return scene.context.getBean(Keys.class).find(new Owner.Member(member)).orElseThrow();
  }

  private @Nullable Instant suspendedUntil(String member) {
    return scene.context.getBean(Members.class).account(member).orElseThrow().suspendedUntil();
  }

  private String reported() {
    return scene.report(RandomId.next(), message.path(), false);
  }

  @Test
  @Tag("C5")
  void whoWroteItIsSuspendedAndWhoGotItIsNot() {
    scene.decided(reported(), Scene.suspension(7));
    assertNotNull(suspendedUntil(writer));
    assertNull(suspendedUntil(event.organiser()));
  }

  @Test
  void thereIsNoEventToHideAndAfterThirtyDaysNobodyToWarn() {
    assertEquals(422, scene.decide(reported(), Scene.decision("hide-event")).status());
    aws.clock().set(message.sentAt().plus(Duration.ofDays(30)).minusMillis(1));
    String report = reported();
    aws.clock().advance(Duration.ofMillis(1));
    assertEquals(422, scene.decide(report, Scene.decision("warn")).status());
    assertEquals(201, scene.decide(report, Scene.decision("none")).status());
  }
}
