package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.settings.MadeUpAnswer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a function finds that is {@linkplain
 * fr.actionpopulaire.settings.Priming#runAlone(fr.actionpopulaire.settings.MadeUpAnswers, Runnable)
 * primed} by showing what is there: one member, signed in, one event in the year 2100 that somebody
 * else organises, they come to and lists of the whole country show, and two open reports, of the
 * event, which somebody looks into, and of a message about it. It is written as DynamoDB would send
 * it and never was in a table.
 *
 * <p>Keys are not understood, only found in the text of a request: a read finds those items of the
 * table it names whose keys it names, a query all of a partition or of an index.
 */
public final class MadeUpStore {

  /**
   * Of the member who is signed in, of the event, its message and a report. Well made, and never
   * given to anybody: ids are drawn.
   */
  private static final String ID = "00000000000000000000000000";

  /** Of the member who organises the event, and of the other report. */
  private static final String OTHER = "11111111111111111111111111";

  /** Opens their session. */
  public static final String TOKEN = ID + '.' + ID;

  private static final String MEMBER = "M#" + ID;
  private static final String ORGANISER = "M#" + OTHER;
  private static final String EVENT = "EV#" + ID;
  private static final String PAGE = "/evenements/" + ID;
  private static final PersonKey NOBODYS = new PersonKey(new byte[32]);
  private static final String KEY = "\"key\":{\"B\":\"" + base64(new byte[32]) + "\"}";
  private static final String LATER = "4102473600000";

  private static final String PERSONAL =
      """
      {"email":"nobody@priming.invalid","firstName":"-","lastName":"-","commune":"75056",\
      "skills":["-"],"interests":["-"]}""";

  /** What lists show of the event. */
  private static final String LISTED =
      """
      "kind":{"S":"other"},"title":{"S":"-"},"startsAt":{"N":"4102473600000"},\
      "endsAt":{"N":"4102480800000"},"timeZone":{"S":"Europe/Paris"},"commune":{"S":"75056"},\
      "capacity":{"N":"20"},"status":{"S":"published"},"sequence":{"N":"0"},\
      "publishedAt":{"N":"0"}""";

  /** By what the SDK knows which exception to throw. */
  static final String CONDITION_FAILED =
      "\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"";

  private MadeUpStore() {}

  /**
   * One of the things there; its values as in JSON of DynamoDB.
   *
   * @param within what a query for it names: its partition, or an index
   */
  private record Thing(Table table, String pk, String sk, String within, String values) {

    Thing(Table table, String pk, String sk, String values) {
      this(table, pk, sk, pk, values);
    }

    boolean isRead(String request) {
      return isOf(request) && request.contains(quoted(pk)) && request.contains(quoted(sk));
    }

    boolean isQueried(String request) {
      return isOf(request) && request.contains(quoted(within));
    }

    private boolean isOf(String request) {
      String name = name();
      return name != null && request.contains(quoted(name));
    }

    /** {@code null} if the function does not know this table. */
    @Nullable String name() {
      return System.getenv(table.name().toUpperCase(Locale.ROOT) + "_TABLE");
    }

    String json() {
      return "{\"pk\":{\"S\":\"" + pk + "\"},\"sk\":{\"S\":\"" + sk + "\"}," + values + "}";
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static List<Thing> things() {
    return List.of(
        new Thing(
            Table.EPHEMERAL,
            MEMBER,
            "S#" + Sessions.sha256(ID),
            "\"startedAt\":{\"N\":\"0\"},\"usedAt\":{\"N\":\"" + LATER + "\"}"),
        new Thing(
            Table.PEOPLE,
            MEMBER,
            "P",
            """
            "identity":{"S":"-"},"version":{"N":"1"},"createdAt":{"N":"0"},"lastActAt":{"N":"0"},\
            "eventNotices":{"BOOL":true},"consents":{"M":{"account":{"M":{"granted":{"BOOL":true},\
            "at":{"N":"0"},"textVersion":{"S":"-"}}}}},"personal":{"B":"%s"}"""
                .formatted(sealed(PERSONAL, Members.context(ID)))),
        new Thing(Table.KEYS, MEMBER, "K", KEY),
        new Thing(Table.KEYS, ORGANISER, "K", KEY),
        new Thing(
            Table.EVENTS,
            EVENT,
            "META",
            """
            "organiser":{"S":"%s"},"department":{"S":"75"},"displayName":{"B":"%s"},\
            "version":{"N":"1"},"blocks":{"N":"1"},"""
                    .formatted(OTHER, sealed("-", EventItems.context(ID)))
                + LISTED),
        new Thing(
            Table.EVENTS,
            EVENT,
            "BODY",
            "\"description\":{\"S\":\"-\"},\"place\":{\"S\":\"-\"},\"skills\":{\"L\":[]}"),
        new Thing(
            Table.EVENTS,
            "D#" + EventListing.COUNTRY,
            "2100-01-01#2100-01-01T08:00:00Z#" + ID,
            LISTED),
        new Thing(
            Table.EVENTS,
            MEMBER,
            "R#" + ID,
            """
            "status":{"S":"confirmed"},"guests":{"N":"0"},"blocks":{"M":{"0":{"N":"1"}}}"""),
        report(ID, PAGE),
        report(OTHER, PAGE + "/messages/" + ID),
        new Thing(
            Table.EPHEMERAL,
            "T#" + PAGE,
            "CLAIM",
            "\"actor\":{\"S\":\"priming/nobody\"}," + expiring()));
  }

  private static Thing report(String id, String target) {
    return new Thing(
        Table.MODERATION,
        "RP#" + id,
        "N",
        Notices.OPEN.name(),
        """
        "target":{"S":"%s"},"ground":{"S":"other"},"explanation":{"S":"-"},\
        "danger":{"BOOL":false},"receivedAt":{"S":"%s"},"department":{"S":"75"},\
        "status":{"S":"open"},"open":{"S":"report"},%s"""
            .formatted(target, SortableInstant.of(Instant.EPOCH), expiring()));
  }

  private static String expiring() {
    return quoted(Item.EXPIRES_AT) + ":{\"N\":\"" + LATER + "\"}";
  }

  private static String sealed(String text, String context) {
    return base64(NOBODYS.seal(text, context));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** What DynamoDB would say to a request if nothing else stood in its tables. */
  public static MadeUpAnswer answer(String operation, String request) {
    return switch (operation) {
      case "GetItem" ->
          found(thing -> thing.isRead(request))
              .findAny()
              .map(thing -> MadeUpAnswer.success("{\"Item\":" + thing.json() + "}"))
              .orElse(MadeUpAnswer.EMPTY);
      case "BatchGetItem" ->
          MadeUpAnswer.success(
              found(thing -> thing.isRead(request))
                  .collect(Collectors.groupingBy(Thing::name, items()))
                  .entrySet()
                  .stream()
                  .map(table -> quoted(table.getKey()) + ':' + table.getValue())
                  .collect(Collectors.joining(",", "{\"Responses\":{", "}}")));
      case "Query" ->
          MadeUpAnswer.success(
              "{\"Items\":" + found(thing -> thing.isQueried(request)).collect(items()) + "}");
      default -> MadeUpAnswer.EMPTY;
    };
  }

  /** The same while what is to be changed is not as it should be, for it is not there. */
  public static MadeUpAnswer refusal(String operation, String request) {
    return operation.equals("UpdateItem")
        ? MadeUpAnswer.refusal("{" + CONDITION_FAILED + "}")
        : answer(operation, request);
  }

  private static Stream<Thing> found(Predicate<Thing> asked) {
    return things().stream().filter(asked);
  }

  private static Collector<Thing, ?, String> items() {
    return Collectors.mapping(Thing::json, Collectors.joining(",", "[", "]"));
  }
}
