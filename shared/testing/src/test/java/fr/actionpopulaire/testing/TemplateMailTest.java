package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.getAtt;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code template.yaml} asks of SES. */
class TemplateMailTest {

  private static final Map<String, List<String>> SETS =
      Map.of(
          "MailConfiguration", List.of("BOUNCE", "COMPLAINT"),
          "OwedMailConfiguration", List.of("BOUNCE"));

  private final RawTemplate template = RawTemplate.read();

  @Test
  @Tag("D9")
  void mailLeavesEncryptedAndNotToSuppressedAddresses() {
    assertEquals(SETS.keySet(), template.ofType("AWS::SES::ConfigurationSet"));
    SETS.forEach(
        (set, reasons) -> {
          Map<String, Object> properties = template.properties(set);
          assertEquals("REQUIRE", at(properties, "DeliveryOptions").get("TlsPolicy"), set);
          assertEquals(
              Map.of("SuppressedReasons", reasons), properties.get("SuppressionOptions"), set);
        });
    assertEquals(
        ref("MailConfiguration"), template.ownEnvironment("Mailer").get("CONFIGURATION_SET"));
    assertEquals(
        ref("OwedMailConfiguration"),
        template.ownEnvironment("Mailer").get("OWED_CONFIGURATION_SET"));
  }

  /** Neither the sets nor what they tell of know of opens and clicks. */
  @Test
  @Tag("A28")
  void opensAndClicksAreMeasuredNowhere() {
    for (String set : SETS.keySet()) {
      assertEquals(
          Set.of("DeliveryOptions", "SuppressionOptions", "ReputationOptions"),
          template.properties(set).keySet());
    }
    Set<String> told = template.ofType("AWS::SES::ConfigurationSetEventDestination");
    assertEquals(2, told.size());
    for (String destination : told) {
      assertEquals(
          List.of("bounce", "complaint"),
          at(template.properties(destination), "EventDestination").get("MatchingEventTypes"));
    }
    assertFalse(texts(template.resources()).contains("CustomRedirectDomain"));
  }

  @Test
  @Tag("D8")
  void bouncesAndComplaintsOfEveryMailReachTheFeedbackFunction() {
    Set<Object> sets =
        template.ofType("AWS::SES::ConfigurationSetEventDestination").stream()
            .map(template::properties)
            .peek(
                properties -> {
                  Map<String, Object> destination = at(properties, "EventDestination");
                  assertEquals(true, destination.get("Enabled"));
                  assertEquals(
                      Map.of("TopicARN", ref("MailFeedback")), destination.get("SnsDestination"));
                })
            .map(properties -> properties.get("ConfigurationSetName"))
            .collect(Collectors.toSet());
    assertEquals(SETS.keySet().stream().map(RawTemplate::ref).collect(Collectors.toSet()), sets);
    assertEquals(
        Map.of("Topic", ref("MailFeedback")),
        at(RawTemplate.map(template.events("Feedback").get("Told")), "Properties"));
    assertEquals(
        getAtt("DataKey", "Arn"), template.properties("MailFeedback").get("KmsMasterKeyId"));
    // What fails holds addresses: it waits four days, not fourteen.
    assertEquals(345600, template.properties("FeedbackFailures").get("MessageRetentionPeriod"));
  }
}
