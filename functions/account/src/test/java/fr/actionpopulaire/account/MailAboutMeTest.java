package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Outbox.Message;
import fr.actionpopulaire.dynamodb.Outbox.Recipient;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Reminders;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reminders that wait or have left: who they were for finds them, and stops them. */
@EmbeddedAwsTest
class MailAboutMeTest {

  private final TestAws aws;
  private final Household house;
  private final Person host;

  MailAboutMeTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
    host = house.person();
  }

  private Event answered(Person person, Duration startsIn) {
    Event event = house.event(host, 5, startsIn);
    house.bean(Answers.class).answer(event, person.id(), 0);
    return event;
  }

  private static void remind(Household house, Event event, Person person) {
    house
        .bean(Outbox.class)
        .queue(
            new Message(
                Outbox.Kind.REMINDER,
                new Recipient.Member(person.id()),
                house.bean(Reminders.class).reason(event.id(), event.startsAt(), person.id()),
                Map.of("event", event.id()),
                house.now()));
  }

  private static List<String> kinds(Response copy) {
    List<String> kinds = new ArrayList<>();
    copy.json().at("/mails").forEach(mail -> kinds.add(mail.get("kind").asText()));
    return kinds;
  }

  private Response copy(Person person) {
    return house.account.call(Payload.get("/v1/me/export").bearer(person.token()));
  }

  private Response oppose(Household house, Person person) {
    return house.account.call(
        Payload.post("/v1/rights").json(Map.of("wish", "object")).bearer(person.token()));
  }

  @Test
  @Tag("A16")
  void theCopyNamesOnesOwnRemindersAndNobodyElses() {
    Person one = house.person();
    Person two = house.person();
    Event event = answered(one, Duration.ofHours(20));
    house.bean(Answers.class).answer(event, two.id(), 0);
    remind(house, event, one);
    assertEquals(List.of("reminder"), kinds(copy(one)));
    assertEquals(List.of(), kinds(copy(two)));
  }

  @Test
  @Tag("A14")
  void anOppositionRemovesTheRemindersThatWaitAndLeavesOthers() {
    Person one = house.person();
    Person two = house.person();
    Event event = answered(one, Duration.ofHours(20));
    house.bean(Answers.class).answer(event, two.id(), 0);
    answered(one, Duration.ofHours(22));
    remind(house, event, one);
    remind(house, event, two);
    Response done = oppose(house, one);
    assertEquals("queued-messages", done.text("/deleted/0/what").orElseThrow(), done::body);
    assertEquals("1", done.text("/deleted/0/count").orElseThrow());
    assertEquals(List.of(), house.naming("OUTBOX_TABLE", one.id()));
    assertEquals(1, house.naming("OUTBOX_TABLE", two.id()).size());
    assertEquals(0, oppose(house, one).json().at("/deleted").size());
  }

  /** A delete for each answer, and one read of all their events. */
  @Test
  void whatAnOppositionCostsForEachAnswer() {
    Person none = house.person();
    Person two = house.person();
    answered(two, Duration.ofHours(20));
    answered(two, Duration.ofHours(22));
    aws.meter().reset();
    assertEquals(200, oppose(house, none).status());
    Map<String, Integer> expected = new HashMap<>(aws.meter().byOperation());
    expected.merge("BatchGetItem", 1, Integer::sum);
    expected.merge("DeleteItem", 2, Integer::sum);
    aws.meter().reset();
    assertEquals(200, oppose(house, two).status());
    assertEquals(expected, aws.meter().byOperation());
  }

  /** Queued under the former pepper, asked for under the new one. */
  @Test
  @Tag("A14")
  void aRotationHidesNoReminder() {
    Person person = house.person();
    Event event = answered(person, Duration.ofHours(20));
    remind(house, event, person);
    String secretId = String.valueOf(aws.properties("account").get("peppers.secret"));
    SecretsManagerClient secrets = house.bean(SecretsManagerClient.class);
    String one = secrets.getSecretValue(get -> get.secretId(secretId)).secretString();
    String two =
        one.replaceFirst("\"version\": ?\"1\"", "\"version\":\"2\"")
            .replaceFirst("}$", ",\"pepper2\":\"" + "2".repeat(64) + "\"}");
    try {
      secrets.putSecretValue(put -> put.secretId(secretId).secretString(two));
      Household after = new Household(aws);
      assertNotEquals(
          house.bean(Peppers.class).keyedHash("reminder", "x"),
          after.bean(Peppers.class).keyedHash("reminder", "x"));
      assertTrue(oppose(after, person).body().contains("queued-messages"));
      assertEquals(List.of(), house.naming("OUTBOX_TABLE", person.id()));
    } finally {
      secrets.putSecretValue(put -> put.secretId(secretId).secretString(one));
    }
  }
}
