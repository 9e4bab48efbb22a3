package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Unsubscriptions;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What erasing touches only in rare cases, which the function's role must grant all the same. */
@EmbeddedAwsTest
class ErasureUnderRoleTest {

  private final TestAws aws;
  private final Household house;

  ErasureUnderRoleTest(TestAws aws) {
    this.aws = aws;
    house = new Household(aws);
  }

  @Test
  void answersToRepeatedRequestsGoAndSeatsOfABigEventAreFreed() {
    Person leaving = house.person();
    Event big = house.event(house.person(), 1100, Duration.ofDays(2));
    Answers answers = house.bean(Answers.class);
    assertTrue(answers.answer(big, leaving.id(), 3) instanceof AnswerResult.Confirmed);
    house.store.write(
        Write.put(
            new Item(
                new Key(Table.EPHEMERAL, "K#" + leaving.id(), "once"),
                RetentionRule.IDEMPOTENCY.from(house.now()),
                Attributes.none()),
            Condition.none()));

    assertEquals(
        200, house.account.call(Payload.delete("/v1/me").bearer(leaving.token())).status());

    assertEquals(List.of(), house.naming("EPHEMERAL_TABLE", leaving.id()));
    // How many come to a big event is remembered for two seconds.
    aws.clock().advance(Duration.ofSeconds(2));
    assertEquals(0, answers.tally(big).confirmed());
  }

  /** A function just started has no pepper yet, and reads it to know its own links. */
  @Test
  void aLinkIsKnownByAFunctionJustStarted() {
    String token = house.bean(Unsubscriptions.class).token(house.person().id());
    Household started = new Household(aws);
    assertEquals(200, started.account.call(Payload.get("/v1/unsubscriptions/" + token)).status());
  }
}
