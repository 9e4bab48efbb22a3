package fr.actionpopulaire.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Ledger;
import fr.actionpopulaire.testing.TestAws;
import org.junit.jupiter.api.Test;

/** What each thing SES tells costs, as docs/access-patterns.md says. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String TOPIC = "topic MailFeedback, ";

  private final FeedbackTest mails;
  private final Ledger ledger;

  LedgerTest(TestAws aws) {
    mails = new FeedbackTest(aws);
    ledger = new Ledger(aws, "feedback", Ledger.triggers(aws, "feedback"));
  }

  @Test
  void everyMessageCostsWhatItsLineSays() {
    tell("permanent bounce", "bounce");
    String member = mails.member();
    JsonNode complaint =
        SesMessages.about("complaint", mails.mailTo(member), FeedbackTest.address(member));
    ledger.run(TOPIC + "complaint of a member", () -> mails.tell(complaint));
    ledger.run(TOPIC + "complaint told again", () -> mails.tell(complaint));
    tell("transient bounce", "bounce-transient");
    ledger.settle();
  }

  private void tell(String what, String sample) {
    String member = mails.member();
    JsonNode told = SesMessages.about(sample, mails.mailTo(member), FeedbackTest.address(member));
    ledger.run(TOPIC + what, () -> mails.tell(told));
  }
}
