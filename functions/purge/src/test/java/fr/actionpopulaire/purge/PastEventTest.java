package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who came is forgotten after seven days; how many is told before and after, purged or not. */
@EmbeddedAwsTest
@Tag("A8")
class PastEventTest {

  private final TestAws aws;
  private final Attic attic;

  PastEventTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  /** 16 blocks are read at once, 17 are not. */
  @ParameterizedTest
  @ValueSource(ints = {3, 16 * 64, 16 * 64 + 1})
  void theCountStaysWhenTheNamesExpire(int capacity) {
    Person guest = attic.person();
    Event event = attic.event(attic.person(), capacity, Duration.ofHours(1));
    Answers answers = attic.bean(Answers.class);
    assertTrue(answers.answer(event, guest.id(), 2) instanceof AnswerResult.Confirmed);
    Instant due = event.endsAt().plus(Duration.ofDays(7));
    for (Instant at : new Instant[] {due.minusMillis(1), due, due.plus(Duration.ofHours(1))}) {
      aws.clock().set(at);
      assertEquals(3, answers.tally(event).confirmed(), at.toString());
      boolean alive = at.isBefore(due);
      assertEquals(alive ? Map.of(guest.id(), 3) : Map.of(), answers.attendees(event));
      assertEquals(alive, answers.find(event.id(), guest.id()).isPresent());
    }
    attic.passTo(attic.now());
    assertTrue(attic.purge().byKind().getOrDefault("answers", 0) > 0);
    assertEquals(3, answers.tally(event).confirmed());
  }
}
