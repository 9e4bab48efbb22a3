package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.AnswerResult.Confirmed;
import fr.actionpopulaire.dynamodb.AnswerResult.Waitlisted;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Seats given back after somebody saw none free and before they stand on the waiting list: whoever
 * gives them back sees nobody who waits, so that who comes must look once more.
 */
@EmbeddedAwsTest
@Tag("thorough")
class FreedMeanwhileTest {

  private final TestAws aws;
  private final Neighbourhood here;

  FreedMeanwhileTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  /** Does something once, just before a place on the waiting list is written. */
  private record JustBefore(AtomicReference<Runnable> deed) implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof TransactWriteItemsRequest writes
          && writes.transactItems().stream().allMatch(item -> item.put() != null)) {
        deed.getAndSet(() -> {}).run();
      }
    }
  }

  private AnswerResult answerWhile(Event event, String member, int guests, Runnable deed) {
    JustBefore meanwhile = new JustBefore(new AtomicReference<>(deed));
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .overrideConfiguration(c -> c.addExecutionInterceptor(meanwhile))
            .build()) {
      Neighbourhood there = new Neighbourhood(aws, client);
      return there.answers.answer(there.read(event), member, guests);
    }
  }

  @Test
  void theyGoToWhoQueuedMeanwhile() {
    for (int capacity : new int[] {1, 65}) {
      Event event = here.event(capacity);
      List<String> seated = here.people(capacity);
      seated.forEach(member -> here.answers.answer(event, member, 0));
      String late = here.person();
      AnswerResult told =
          answerWhile(event, late, 0, () -> here.answers.withdraw(event, seated.getFirst()));
      assertInstanceOf(Confirmed.class, told, () -> capacity + " seats");
      assertEquals(capacity, here.books(event).audit().taken());
    }
  }

  @Test
  void orToWhoCameBeforeThem() {
    Event event = here.event(2);
    List<String> seated = here.people(2);
    seated.forEach(member -> here.answers.answer(event, member, 0));
    String pair = here.person();
    assertInstanceOf(Waitlisted.class, here.answers.answer(event, pair, 1));
    List<Runnable> both = new ArrayList<>();
    seated.forEach(member -> both.add(() -> here.answers.withdraw(event, member)));
    String late = here.person();
    assertInstanceOf(
        Waitlisted.class, answerWhile(event, late, 0, () -> both.forEach(Runnable::run)));
    assertEquals(Map.of(pair, 2), here.books(event).audit().confirmed());
  }
}
