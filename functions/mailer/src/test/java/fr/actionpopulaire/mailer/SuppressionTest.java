package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What feedback on earlier mails leaves to be sent (rule D8). */
@Tag("D8")
@EmbeddedAwsTest
class SuppressionTest {

  private final Desk desk;
  private final Suppressions suppressions;

  SuppressionTest(TestAws aws) {
    desk = new Desk(aws);
    suppressions = desk.bean(Suppressions.class);
  }

  private String hash(String address) {
    return desk.bean(Peppers.class).hash(new EmailAddress(address));
  }

  @Test
  void nothingIsSentToAnAddressThatBounced() {
    Message welcome = desk.welcome("bounced@example.org");
    suppressions.bounced(hash("bounced@example.org"), desk.now());
    desk.deliver(welcome);
    assertEquals("SKIPPED", desk.state(welcome));
    desk.askForCode("bounced@example.org");
    desk.deliver(Kind.CODE);
    assertEquals(0, desk.count("bounced@example.org"));
  }

  @Test
  void whoComplainedGetsCodesAndWhatIsOwedAndNoCampaignMail() {
    Message welcome = desk.welcome("complained@example.org");
    String member = desk.line(welcome).text("recipient");
    suppressions.complained(hash("complained@example.org"), desk.now());
    desk.deliver(welcome);
    assertEquals("SKIPPED", desk.state(welcome));
    desk.askForCode("complained@example.org");
    desk.deliver(Kind.CODE);
    assertEquals("Votre code", desk.only("complained@example.org").subject());
    desk.aws.clearInbox();
    EveryLetter scene = new EveryLetter(desk);
    var decision = scene.decide(scene.notice("Dominique"), member, "Faits.");
    desk.queue(
        Kind.STATEMENT_OF_REASONS,
        new Recipient.Member(member),
        decision.id(),
        Map.of("decision", decision.id()));
    desk.deliver(Kind.STATEMENT_OF_REASONS);
    desk.only("complained@example.org");
  }

  @Test
  void aComplaintDoesNotReviveADeadAddress() {
    suppressions.bounced(hash("dead@example.org"), desk.now());
    suppressions.complained(hash("dead@example.org"), desk.now());
    assertEquals(Suppressions.Mail.NOTHING, suppressions.mail(List.of(hash("dead@example.org"))));
    suppressions.complained(hash("live@example.org"), desk.now());
    suppressions.bounced(hash("live@example.org"), desk.now());
    assertEquals(Suppressions.Mail.NOTHING, suppressions.mail(List.of(hash("live@example.org"))));
  }

  /** Whoever erased their account and comes back is no stranger to be left alone. */
  @Test
  void anErasureKeepsNobodyFromComingBack() {
    desk.store.transact(Suppressions.put(hash("back@example.org"), desk.now()));
    desk.askForCode("back@example.org");
    desk.deliver(Kind.CODE);
    desk.only("back@example.org");
    desk.deliver(desk.welcome("back@example.org"));
    assertEquals(2, desk.count("back@example.org"));
  }

  /** Leaving bites at the next mail, and at those that already wait. */
  @Test
  @Tag("D6")
  @Tag("A14")
  void whoUnsubscribesGetsNoneOfWhatIsAlreadyQueued() {
    String member = desk.member("leaves@example.org");
    var event = new EveryLetter(desk).event(1, "Réunion");
    Message promoted =
        desk.queue(
            Kind.PROMOTED,
            new Recipient.Member(member),
            event.id() + "#" + member + "#1",
            Map.of("event", event.id()));
    desk.bean(Unsubscriptions.class).unsubscribe(member);
    desk.deliver(promoted);
    assertEquals("SKIPPED", desk.state(promoted));
    assertEquals(0, desk.count("leaves@example.org"));
  }

  @Test
  void anybodyElseGetsTheirMail() {
    suppressions.bounced(hash("other@example.org"), desk.now());
    desk.deliver(desk.welcome("fine@example.org"));
    desk.only("fine@example.org");
  }
}
