package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The control of {@link StampedeTest} and {@link DemandTest}: the same code with one condition
 * taken out on its way to the database is caught at once. What the condition guards is guarded by
 * nothing else.
 */
@EmbeddedAwsTest
class OverbookingTest {

  private static final int RUSHES = 20;

  private final TestAws aws;

  OverbookingTest(TestAws aws) {
    this.aws = aws;
  }

  /** Takes a part of a condition out of every write. */
  private record Without(String part) implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof TransactWriteItemsRequest transaction
          ? transaction.toBuilder()
              .transactItems(transaction.transactItems().stream().map(this::weaken).toList())
              .build()
          : context.request();
    }

    private TransactWriteItem weaken(TransactWriteItem item) {
      return item.update() == null
          ? item
          : item.toBuilder()
              .update(
                  item.update().toBuilder()
                      .conditionExpression(item.update().conditionExpression().replace(part, ""))
                      .build())
              .build();
    }
  }

  private static DynamoDbClient careless() {
    return DynamoDbClient.builder()
        .overrideConfiguration(
            c ->
                c.addExecutionInterceptor(
                    new Without(" AND (attribute_not_exists(#free) OR #free >= :taken)")))
        .build();
  }

  @Test
  void withoutTheConditionOnFreeSeatsTheSameRushOverbooks() {
    try (DynamoDbClient careless = careless()) {
      Neighbourhood here = new Neighbourhood(aws, careless);
      for (int rush = 1; rush <= RUSHES; rush++) {
        Event event = here.event(3);
        List<String> members = here.people(10);
        List<Callable<Object>> deeds = new ArrayList<>();
        members.forEach(member -> deeds.add(() -> here.answers.answer(event, member, 0)));
        if (Crowd.watched(here, event, members, deeds).most() > 3) {
          assertThrows(AssertionError.class, () -> here.books(event).audit());
          return;
        }
      }
      fail(RUSHES + " rushes without a guard, and the watch saw none overbook");
    }
  }

  /** The control of {@link DemandTest}: its count and its watch see what its guard prevents. */
  @Test
  void withoutItTheRushOfTheTableOverbooksToo() {
    overbooks(20, 1, 20);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({"10, 1, 10", "10, 2, 20", "100, 63, 126", "100, 65, 650", "1000, 64, 640"})
  void withoutItEachOfTheseRushesOverbooks(int clients, int capacity, int people) {
    overbooks(clients, capacity, people);
  }

  /** A rush goes well by luck now and then, on a slow machine above all; of a few, one does not. */
  private void overbooks(int clients, int capacity, int people) {
    try (DynamoDbClient careless = careless()) {
      Neighbourhood here = new Neighbourhood(aws, careless);
      for (int rush = 1; rush <= RUSHES; rush++) {
        Rush.Outcome outcome = new Rush(here).run(here.event(capacity), clients, people, 1);
        if (outcome.accepted(1) > capacity && outcome.most() > capacity) {
          return;
        }
      }
      fail(RUSHES + " rushes without a guard, and none overbooked");
    }
  }
}
