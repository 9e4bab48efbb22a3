package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.retention.Deadline;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.Query;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What has expired is seen by no way of reading, in no table, from its very instant; that it still
 * lies there is seen by the ways that are named so.
 */
@EmbeddedAwsTest
@Tag("A8")
class ExpiredInStoreTest {

  /** Every public way of the store that can show a row, by name; one more must be added here. */
  private static final Map<String, Way> HIDING = new LinkedHashMap<>();

  private static final Map<String, Way> SHOWING = new LinkedHashMap<>();

  private interface Way {
    boolean shows(Store store, Key key);
  }

  static {
    HIDING.put("get", (store, key) -> store.get(key).isPresent());
    HIDING.put("getAll", (store, key) -> store.getAll(List.of(key)).containsKey(key));
    HIDING.put("query", (store, key) -> !store.query(all(key)).rows().isEmpty());
    HIDING.put("queryAll", (store, key) -> !store.queryAll(all(key)).isEmpty());
    HIDING.put(
        "change",
        (store, key) ->
            store
                .change(
                    new Write.Change(
                        key, "ADD #seen :one", Attributes.none().number("one", 1), present()))
                .isPresent());
    HIDING.put("write", (store, key) -> seen(store.write(refused(key))));
    HIDING.put("transact", (store, key) -> seen(store.transact(List.of(refused(key)))));
    SHOWING.put("getEvenExpired", (store, key) -> store.getEvenExpired(key).isPresent());
    SHOWING.put(
        "getAllEvenExpired",
        (store, key) -> store.getAllEvenExpired(List.of(key)).containsKey(key));
    SHOWING.put(
        "Query.evenExpired", (store, key) -> !store.query(all(key).evenExpired()).rows().isEmpty());
  }

  private static Query all(Key key) {
    return Query.all(key.table(), key.pk());
  }

  private static Condition present() {
    return Condition.present();
  }

  /** A write that is refused as long as the row is there, and then shows it. */
  private static Write refused(Key key) {
    return Write.remove(key, Condition.absent());
  }

  private static boolean seen(Outcome outcome) {
    return ((Outcome.Refused) outcome).seenAt(0).isPresent();
  }

  private final TestAws aws;

  ExpiredInStoreTest(TestAws aws) {
    this.aws = aws;
  }

  /**
   * Ballots and starts, so that the ends fall on ordinary days, both changes of clock, leap day.
   */
  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of("2027-05-02", "2026-11-21T10:00:00Z", RetentionRule.QUOTA),
        Arguments.of("2027-05-02", "2027-03-27T01:00:00Z", RetentionRule.IDEMPOTENCY),
        Arguments.of("2027-05-02", "2027-10-30T01:00:00Z", RetentionRule.IDEMPOTENCY),
        Arguments.of("2027-05-02", "2027-08-29T02:30:00Z", RetentionRule.LEDGER),
        Arguments.of("2027-05-02", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2027-03-27", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2027-03-28", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2027-10-30", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2027-10-31", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2028-02-28", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2028-02-29", "2026-11-21T10:00:00Z", RetentionRule.MEMBER),
        Arguments.of("2028-02-29", "2026-11-21T10:00:00Z", RetentionRule.MEMBER_WITH_REUSE),
        Arguments.of("2027-05-02", "2027-03-01T10:00:00Z", RetentionRule.MEMBER_WITH_REUSE));
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("ends")
  void noReadShowsItFromItsInstantOn(String ballot, Instant start, RetentionRule rule) {
    Attic attic = new Attic(aws, Map.of("ballots", ballot));
    Deadline deadline = rule.from(start);
    Instant end = deadline.in(attic.bean(fr.actionpopulaire.domain.campaign.Campaign.class));
    for (Table table : Table.values()) {
      Key key = new Key(table, "Z#" + ballot + start + rule, "S");
      aws.clock().set(start);
      attic.store.write(Write.put(new Item(key, deadline, Attributes.none()), Condition.none()));
      for (int millis : new int[] {-1, 0, 1}) {
        aws.clock().set(end.plusMillis(millis));
        String when = table + " at " + millis + " ms by ";
        HIDING.forEach(
            (name, way) -> assertEquals(millis < 0, way.shows(attic.store, key), when + name));
        SHOWING.forEach((name, way) -> assertTrue(way.shows(attic.store, key), when + name));
      }
      aws.clock().set(end.plus(Duration.ofDays(1000)));
      HIDING.forEach((name, way) -> assertEquals(false, way.shows(attic.store, key), name));
    }
  }

  @Test
  void theQueueOfNoticesHidesThemToo() {
    Attic attic = new Attic(aws);
    attic.empty();
    attic.report();
    Query.Index queue = new Query.Index("OpenReports", "open", "receivedAt");
    Query query = Query.all(Table.MODERATION, "report").through(queue);
    Instant end = Instant.parse("2027-11-21T10:00:00Z");
    for (int millis : new int[] {-1, 0, 1}) {
      aws.clock().set(end.plusMillis(millis));
      assertEquals(millis < 0 ? 1 : 0, attic.store.query(query).rows().size());
      assertEquals(1, attic.store.query(query.evenExpired()).rows().size());
    }
  }

  @Test
  void noWayOfReadingIsForgottenHere() {
    Predicate<Method> reads =
        method ->
            Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && method.getReturnType() != void.class;
    assertEquals(
        Stream.concat(HIDING.keySet().stream(), Stream.of("getEvenExpired", "getAllEvenExpired"))
            .collect(Collectors.toSet()),
        Arrays.stream(Store.class.getDeclaredMethods())
            .filter(reads)
            .map(Method::getName)
            .collect(Collectors.toSet()));
  }

  /** The writer's types ask for a deadline, and deadlines come from rules. */
  @Test
  @Tag("A5")
  @SuppressWarnings("NullAway") // the compiler refuses it already; what gets past it is meant here
  void anItemWithoutADeadlineCannotBeMade() {
    assertEquals(
        Set.of(List.of(Key.class, Deadline.class, Attributes.class)),
        Arrays.stream(Item.class.getConstructors())
            .map(constructor -> List.of(constructor.getParameterTypes()))
            .collect(Collectors.toSet()));
    Key key = new Key(Table.PEOPLE, "Z#none", "S");
    assertThrows(NullPointerException.class, () -> new Item(key, null, Attributes.none()));
    // And the only ways of storing take items.
    assertEquals(Item.class, Write.Put.class.getRecordComponents()[0].getType());
  }
}
