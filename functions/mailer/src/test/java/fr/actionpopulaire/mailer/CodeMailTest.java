package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mail that carries a login code. */
@EmbeddedAwsTest
class CodeMailTest {

  private static final Pattern EIGHT_DIGITS = Pattern.compile("\\d{8,}");

  private final Desk desk;

  CodeMailTest(TestAws aws) {
    desk = new Desk(aws);
  }

  @Test
  @Tag("F1")
  void theCodeIsTheOnlyRunOfEightDigitsAndIsNowhereAtRest() {
    desk.askForCode("one@example.org");
    desk.deliver(Kind.CODE);
    String text = desk.only("one@example.org").text();
    List<String> runs = EIGHT_DIGITS.matcher(text).results().map(MatchResult::group).toList();
    assertEquals(1, runs.size());
    assertEquals(8, runs.getFirst().length());
    for (String table : List.of("EPHEMERAL_TABLE", "OUTBOX_TABLE")) {
      assertFalse(desk.aws.scan(table).toString().contains(runs.getFirst()), table);
      assertFalse(desk.aws.scan(table).toString().contains("one@example.org"), table);
    }
  }

  @Test
  @Tag("F3")
  void codeMailsDifferInTheCodeOnly() {
    desk.askForCode("stranger@example.org");
    desk.member("member@example.org");
    desk.askForCode("member@example.org");
    desk.deliver(Kind.CODE);
    Mail stranger = desk.only("stranger@example.org");
    Mail member = desk.only("member@example.org");
    assertEquals(withoutCode(stranger.text()), withoutCode(member.text()));
    assertEquals(withoutCode(stranger.html()), withoutCode(member.html()));
    assertEquals(stranger.subject(), member.subject());
    assertEquals(stranger.headers(), member.headers());
  }

  @Test
  void anExpiredRequestGetsNoCode() {
    desk.askForCode("late@example.org");
    desk.aws.clock().advance(Duration.ofMinutes(10));
    desk.deliver(Kind.CODE);
    assertEquals(0, desk.count("late@example.org"));
  }

  @Test
  void aRequestStillGetsItsCodeOneMillisecondBeforeItExpires() {
    desk.askForCode("intime@example.org");
    desk.aws.clock().advance(Duration.ofMinutes(10).minusMillis(1));
    desk.deliver(Kind.CODE);
    assertEquals(1, desk.count("intime@example.org"));
  }

  /** Whatever reads the mail, a scanner included, has nothing to click and no request to redeem. */
  @Test
  @Tag("D14")
  void thereIsNothingToClick() {
    desk.askForCode("scanned@example.org");
    String hash = desk.pending(Kind.CODE).getFirst();
    desk.deliver(Kind.CODE);
    Mail mail = desk.only("scanned@example.org");
    for (String part : List.of(mail.text(), mail.html(), mail.headers().toString())) {
      assertFalse(part.contains("://") || part.contains("href") || part.contains("<form"), part);
      assertFalse(part.contains(hash.substring(hash.lastIndexOf('-') + 1)), part);
    }
  }

  private static String withoutCode(String text) {
    return EIGHT_DIGITS.matcher(text).replaceAll("········");
  }
}
