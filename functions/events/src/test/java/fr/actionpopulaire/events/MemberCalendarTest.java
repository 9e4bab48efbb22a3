package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.CalendarLinks;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Write;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import org.junit.jupiter.api.Test;

/** One's own calendar under a secret address: complete, kept up to date, and ended at once. */
@EmbeddedAwsTest
class MemberCalendarTest {

  private static final String HOST = "network.example.org";

  private final TestAws aws;
  private final Town town;
  private final Town.Someone camille;
  private final Town.Someone lou;
  private final Answers answers;

  MemberCalendarTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
    camille = town.member("Camille");
    lou = town.member("Lou");
    answers = town.context.getBean(Answers.class);
  }

  private String open(Town.Someone member) {
    Response answer = town.events.call(Payload.put("/v1/me/calendar").bearer(member.token()));
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    String url = answer.text("/url").orElseThrow();
    assertTrue(url.startsWith("https://"), url);
    return url.substring(url.indexOf("/v1/"));
  }

  private Response read(String path) {
    return town.events.call(Payload.get(path).header("accept", "text/calendar"));
  }

  /** Status and sequence of each entry, by its id. */
  private Map<String, String> entries(String path) throws IOException, ParserException {
    Response answer = read(path);
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("private, no-store", answer.header("cache-control").orElseThrow());
    assertEquals("noindex", answer.header("x-robots-tag").orElseThrow());
    Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
    calendar.validate();
    Map<String, String> entries = new TreeMap<>();
    for (Component entry : calendar.getComponents("VEVENT")) {
      String uid = text(entry, "UID");
      entries.put(
          uid.substring(0, uid.indexOf('@')),
          text(entry, "STATUS") + " " + text(entry, "SEQUENCE"));
    }
    return entries;
  }

  private static String text(Component entry, String property) {
    return entry.getProperty(property).orElseThrow().getValue();
  }

  private String event(Town.Someone organiser, String title, int capacity) {
    Map<String, Object> sheet = town.sheet("title", title);
    sheet.put("capacity", capacity);
    return town.published(organiser, sheet);
  }

  @Test
  void whatOneComesToWaitsForAndOrganisesAndNothingElse() throws Exception {
    String seated = event(camille, "Réunion", 1);
    String full = event(camille, "Tractage", 1);
    String own = event(lou, "Collage", 5);
    event(camille, "Autre chose", 5);
    answers.answer(town.event(seated), lou.id(), 0);
    answers.answer(town.event(full), town.member("Alix").id(), 0);
    answers.answer(town.event(full), lou.id(), 0);
    String path = open(lou);
    assertEquals(
        new TreeMap<>(Map.of(seated, "CONFIRMED 0", full, "TENTATIVE 0", own, "CONFIRMED 0")),
        entries(path));
    assertFalse(read(path).body().contains("Camille"), "nobody's name");

    Instant later = town.now().plus(Duration.ofDays(3));
    assertEquals(
        200,
        town.change(
                camille,
                seated,
                "*",
                Map.of("startsAt", later.toString(), "endsAt", later.plusSeconds(60).toString()))
            .status());
    assertTrue(town.store.transact(cancelled(full)).isWritten());
    town.hide(own, "Contenu illégal.");
    assertEquals(
        new TreeMap<>(Map.of(seated, "CONFIRMED 1", full, "CANCELLED 1", own, "CANCELLED 1")),
        entries(path));
    assertFalse(read(path).body().contains("Collage"), "what is hidden is not told");
    answers.withdraw(town.event(seated), lou.id());
    assertFalse(entries(path).containsKey(seated));
  }

  private List<Write> cancelled(String event) {
    return town.context.getBean(Events.class).cancel(town.event(event), "Pluie");
  }

  @Test
  void aWeekBackAndNoFurther() throws Exception {
    String id = event(lou, "Collage", 5);
    String path = open(lou);
    Instant end = town.event(id).endsAt();
    aws.clock().set(end.plus(Duration.ofDays(7)).minusMillis(1));
    assertTrue(entries(path).containsKey(id));
    aws.clock().set(end.plus(Duration.ofDays(7)));
    assertFalse(entries(path).containsKey(id));
  }

  @Test
  void aNewAddressEndsTheOneBeforeAndEndingItEndsIt() {
    String first = open(lou);
    assertEquals(200, read(first).status());
    String second = open(lou);
    assertNotEquals(first, second);
    assertEquals(404, read(first).status());
    assertEquals(200, read(second).status());
    for (int time = 0; time < 2; time++) {
      assertEquals(
          204, town.events.call(Payload.delete("/v1/me/calendar").bearer(lou.token())).status());
      assertEquals(404, read(second).status());
    }
  }

  /** Another's secret, another's id, a session's token: none opens it. */
  @Test
  void onlyTheSecretOpensIt() {
    String path = open(lou);
    String other = open(camille);
    String secret = other.substring(other.indexOf('.') + 1);
    for (String wrong :
        new String[] {
          "/v1/calendars/" + lou.id() + "." + secret,
          "/v1/calendars/" + lou.token() + ".ics",
          "/v1/calendars/" + lou.id() + ".ics",
          "/v1/calendars/.ics",
          "/v1/calendars/%00.%00.ics",
          path.replace(lou.id(), lou.id().toUpperCase(Locale.ROOT))
        }) {
      assertEquals(404, read(wrong).status(), wrong);
    }
    assertEquals(200, read(path).status());
    // And it opens nothing else.
    String token = path.substring("/v1/calendars/".length(), path.length() - ".ics".length());
    assertEquals(401, town.events.call(Payload.put("/v1/me/calendar").bearer(token)).status());
    assertEquals(401, town.events.call(Payload.put("/v1/me/calendar")).status());
    assertTrue(
        aws.scan("EPHEMERAL_TABLE").stream()
            .noneMatch(item -> item.toString().contains(token.substring(27))),
        "the secret is stored nowhere");
  }

  @Test
  void readingKeepsItAliveForSixtyDays() {
    String path = open(lou);
    Instant opened = town.now();
    aws.clock().set(opened.plus(Duration.ofDays(60)).minusMillis(1));
    assertEquals(200, read(path).status());
    aws.clock().set(opened.plus(Duration.ofDays(120)).minusMillis(2));
    assertEquals(200, read(path).status(), "counted from the reading");
    aws.clock().advance(Duration.ofDays(60));
    assertEquals(404, read(path).status());
  }

  @Test
  void withTheMemberItIsGoneAndASuspendedOneReadsNothing() {
    String path = open(lou);
    assertTrue(
        town.store
            .transact(
                List.of(
                    Keys.shred(new Keys.Owner.Member(lou.id())),
                    Write.remove(Members.key(lou.id()), Condition.none())))
            .isWritten());
    assertEquals(404, read(path).status());
    assertTrue(town.context.getBean(Sessions.class).endAll(lou.id()) >= 1);
    assertTrue(town.context.getBean(CalendarLinks.class).openedAt(lou.id()).isEmpty());
    Town.Someone suspended = town.member("Sacha", town.now().plusSeconds(60));
    String token = town.context.getBean(CalendarLinks.class).open(suspended.id());
    Response refused = read("/v1/calendars/" + token + ".ics");
    assertEquals(403, refused.status());
    assertEquals("/problems/suspended", refused.text("/type").orElseThrow());
    aws.clock().advance(Duration.ofMinutes(1));
    assertEquals(200, read("/v1/calendars/" + token + ".ics").status());
  }

  @Test
  void whatReadingCosts() {
    String path = open(lou);
    answers.answer(town.event(event(camille, "Réunion", 5)), lou.id(), 0);
    answers.answer(town.event(event(camille, "Tractage", 5)), lou.id(), 0);
    aws.meter().reset();
    assertEquals(200, read(path).status());
    assertEquals(Map.of("BatchGetItem", 3, "Query", 3), aws.meter().byOperation());
  }

  @Test
  void byPagesTheAddressIsShownOnceAndNeverInAnAddress() {
    Response before = page(Payload.get("/mon-agenda"));
    assertEquals(200, before.status());
    assertFalse(before.body().contains("Arrêter cet agenda"));
    Response made = press("ouvrir");
    assertEquals(200, made.status(), made::toString);
    Matcher url =
        Pattern.compile("value=\"https://" + HOST + "(/v1/[^\"]+)\"").matcher(made.body());
    assertTrue(url.find(), made::body);
    assertTrue(made.body().contains("href=\"webcal://" + HOST + url.group(1)));
    assertEquals(200, read(url.group(1)).status());
    Response after = page(Payload.get("/mon-agenda"));
    assertFalse(after.body().contains("/v1/calendars/"));
    assertTrue(after.body().contains("Arrêter cet agenda"));
    assertEquals(200, press("arreter").status());
    assertEquals(404, read(url.group(1)).status());
    assertEquals(303, press("<script>").status());
    assertEquals(
        303,
        town.events
            .call(Payload.get("/mon-agenda").host(HOST).header("accept", "text/html"))
            .status(),
        "signed out");
  }

  private Response press(String wish) {
    return page(
        Payload.post("/mon-agenda")
            .form(Map.of("souhait", wish))
            .header("origin", "https://" + HOST));
  }

  private Response page(Payload payload) {
    return town.events.call(
        payload.host(HOST).header("accept", "text/html").cookie("__Host-session", lou.token()));
  }
}
