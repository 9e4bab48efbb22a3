package fr.actionpopulaire.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Outbox.Kind;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What law and mail standards ask of every mail, looked at in the mails that SES was given. */
@EmbeddedAwsTest
class MailRulesTest {

  private static final EnumSet<Kind> CAMPAIGN =
      EnumSet.of(
          Kind.WELCOME,
          Kind.PROMOTED,
          Kind.ACCEPTED,
          Kind.EVENT_CANCELLED,
          Kind.EVENT_MOVED,
          Kind.REMINDER,
          Kind.RELAYED);

  /** Tries to end the subject and begin a header, a body, an element. */
  private static final String HOSTILE =
      "Tract\r\nBcc: victim@example.org\nX-Own: 1\r\n\r\n<img src=https://spy.example/p>\u2028\u0085";

  private static final Pattern HREF = Pattern.compile("<a [^>]*href=\"([^\"]*)\"[^>]*>([^<]*)</a>");

  private final TestAws aws;
  private final Desk desk;

  MailRulesTest(TestAws aws) {
    this.aws = aws;
    desk = new Desk(aws);
  }

  @Test
  @Tag("A13")
  void everyMailSaysWhoWritesForWhomAndWhereRightsAreExercised() {
    Map<String, String> environment = aws.environment("mailer");
    new EveryLetter(desk)
        .sent("Réunion")
        .forEach(
            (kind, mail) -> {
              for (String fact :
                  List.of(
                      "SENDER",
                      "CAMPAIGN_NAME",
                      "CANDIDATE",
                      "PARTY",
                      "ELECTION",
                      "CONTROLLER",
                      "RIGHTS_CONTACT")) {
                assertTrue(
                    mail.text().contains(environment.getOrDefault(fact, "?")), kind + " " + fact);
              }
              assertTrue(mail.text().contains("Source de v"), kind + " has no data source");
              assertEquals(environment.get("SENDER"), mail.from());
              if (CAMPAIGN.contains(kind) || kind == Kind.STATEMENT_OF_REASONS) {
                assertTrue(
                    mail.text().contains(environment.getOrDefault("ENDORSEMENT_SOURCE", "?")));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sender",
        "campaign.name",
        "candidate",
        "party",
        "election",
        "controller",
        "rights.contact",
        "endorsement.source"
      })
  @Tag("A13")
  void withoutOneOfThemNothingLeaves(String fact) {
    abortsWithout(fact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration.set", "owed.configuration.set"})
  @Tag("D9")
  void withoutConfigurationSetNothingLeaves(String set) {
    abortsWithout(set);
  }

  private void abortsWithout(String property) {
    Message welcome = desk.welcome(property + "@example.org");
    assertThrows(
        RuntimeException.class,
        () -> new Desk(aws, Map.of(property, " ")).deliver(welcome),
        property);
    assertEquals(List.of(), aws.inbox());
    assertEquals("PENDING", desk.state(welcome));
  }

  /** A campaign mail without a way out cannot be written: not over HTTPS, it is not. */
  @Test
  @Tag("A13")
  @Tag("D1")
  void withoutAnAddressToUnsubscribeAtCampaignMailDoesNotLeave() {
    Message welcome = desk.welcome("noway@example.org");
    Desk other = new Desk(aws, Map.of("front.door", "http://agir.example.org"));
    assertEquals(List.of("0"), other.deliver(welcome));
    assertEquals(List.of(), aws.inbox());
    assertEquals("PENDING", desk.state(welcome));
  }

  @Test
  @Tag("D1")
  void campaignMailCanBeLeftWithOneClickAndOwedMailHasNothingToLeave() {
    new EveryLetter(desk)
        .sent("Réunion")
        .forEach(
            (kind, mail) -> {
              String header = mail.header("List-Unsubscribe");
              if (!CAMPAIGN.contains(kind)) {
                assertEquals("", header + mail.header("List-Unsubscribe-Post"), kind.name());
                assertFalse(mail.html().contains("/v1/unsubscriptions/"), kind.name());
                return;
              }
              assertTrue(
                  header.matches("<https://[^<>,\\s]+/v1/unsubscriptions/[^<>,\\s]+>"), header);
              assertEquals("List-Unsubscribe=One-Click", mail.header("List-Unsubscribe-Post"));
              String url = header.substring(1, header.length() - 1);
              assertTrue(mail.text().contains("Ne plus recevoir ces messages : " + url));
              assertTrue(mail.html().contains("href=\"" + url + "\""), mail.html());
            });
  }

  @Test
  @Tag("D13")
  void everyMailSaysThatAMachineSentIt() {
    new EveryLetter(desk)
        .sent("Réunion")
        .forEach(
            (kind, mail) ->
                assertEquals("auto-generated", mail.header("Auto-Submitted"), kind.name()));
  }

  /** Opens and clicks are measured at no level: message, link, picture, address. */
  @Test
  @Tag("A28")
  void nothingIsMeasured() {
    String frontDoor = aws.environment("mailer").getOrDefault("FRONT_DOOR", "?");
    new EveryLetter(desk)
        .sent("Réunion")
        .forEach(
            (kind, mail) -> {
              assertEquals("DISABLED", mail.options().get("OpenTrackingEnabled"), kind.name());
              assertEquals("DISABLED", mail.options().get("ClickTrackingEnabled"), kind.name());
              String html = mail.html().toLowerCase(java.util.Locale.ROOT);
              for (String foreign :
                  List.of(
                      "<img", "<link", "<script", "<iframe", "<form", "url(", "src=", "@import")) {
                assertFalse(html.contains(foreign), kind + " " + foreign);
              }
              Matcher link = HREF.matcher(mail.html());
              while (link.find()) {
                assertTrue(link.group().contains("ses:no-track"), link.group());
                assertEquals(
                    URI.create(frontDoor).getHost(),
                    URI.create(link.group(1)).getHost(),
                    kind.name());
              }
            });
  }

  @Test
  @Tag("D9")
  void everyMailGoesThroughItsConfigurationSetUnderItsIdWithoutAddress() {
    Map<String, String> environment = aws.environment("mailer");
    new EveryLetter(desk)
        .sent("Réunion")
        .forEach(
            (kind, mail) -> {
              String set = CAMPAIGN.contains(kind) ? "CONFIGURATION_SET" : "OWED_CONFIGURATION_SET";
              assertEquals(environment.get(set), mail.options().get("ConfigurationSetName"));
              String tag = mail.options().getOrDefault("tag:message", "");
              assertTrue(tag.matches("[a-z-]+-[0-9a-f]{64}"), tag);
              assertEquals(
                  Set.of(
                      "ConfigurationSetName",
                      "OpenTrackingEnabled",
                      "ClickTrackingEnabled",
                      "tag:message"),
                  mail.options().keySet());
            });
  }

  @Test
  @Tag("D15")
  void whatPeopleChoseAddsNoHeader() {
    new EveryLetter(desk)
        .sent(HOSTILE)
        .forEach(
            (kind, mail) -> {
              assertFalse(
                  mail.subject().matches("(?s).*[\\p{Cc}\\u2028\\u2029].*"), mail.subject());
              Set<String> expected =
                  CAMPAIGN.contains(kind)
                      ? Set.of("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post")
                      : Set.of("Auto-Submitted");
              assertEquals(expected, mail.headers().keySet(), kind.name());
              mail.headers()
                  .values()
                  .forEach(value -> assertFalse(value.matches("(?s).*[\\r\\n].*"), value));
              assertFalse(mail.html().contains("<img"), kind.name());
              assertTrue(mail.to().endsWith("@example.org") && !mail.to().contains("victim"));
            });
  }

  /** Whoever reads the text part reads what the HTML part shows, links included. */
  @Test
  @Tag("A13")
  void textAndHtmlSayTheSameWords() {
    new EveryLetter(desk)
        .sent("Réunion <b>& débat</b> \"jeudi\"")
        .forEach(
            (kind, mail) ->
                assertEquals(words(visible(mail.html())), words(mail.text()), kind.name()));
  }

  private static String visible(String html) {
    String body = html.substring(html.indexOf("<body"));
    String linked = HREF.matcher(body).replaceAll("$2 : $1");
    return linked
        .replaceAll("</th><td[^>]*>", " : ")
        .replaceAll("<[^>]+>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static List<String> words(String text) {
    return List.of(text.replaceFirst("(?m)^-- $", "").strip().split("\\s+"));
  }
}
