package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;

/** Our calendars as an independent reader understands them. */
@EmbeddedAwsTest
class CalendarTest {

  private static final String TRICKY =
      "Café; thé, \"eau\" \\ 🎉\nDeuxième ligne : " + "é".repeat(200);

  private final Town town;
  private final Town.Someone organiser;

  CalendarTest(TestAws aws) {
    town = new Town(aws);
    organiser = town.member("Camille");
  }

  private Calendar calendar(String path) throws IOException, ParserException {
    Response answer = town.events.call(Payload.get(path).header("accept", "text/calendar"));
    assertEquals(200, answer.status(), answer::toString);
    assertTrue(answer.header("content-type").orElseThrow().startsWith("text/calendar"));
    for (String line : answer.body().split("\r\n", -1)) {
      assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
      assertTrue(line.indexOf('\n') < 0);
    }
    Calendar calendar = new CalendarBuilder().build(new StringReader(answer.body()));
    calendar.validate();
    return calendar;
  }

  private static VEvent entry(Calendar calendar, String id) {
    List<VEvent> entries = calendar.getComponents("VEVENT");
    return entries.stream()
        .filter(entry -> text(entry, "UID").equals(id + "@action-populaire"))
        .findFirst()
        .orElseThrow();
  }

  private static String text(VEvent entry, String property) {
    return entry.getProperty(property).orElseThrow().getValue();
  }

  @Test
  void anEventIsReadAsItWasWritten() throws IOException, ParserException {
    Map<String, Object> sheet = town.sheet("description", TRICKY);
    sheet.put("title", "Réunion, « élargie » ; ouverte");
    sheet.put("place", "12, rue de la Paix");
    String id = town.published(organiser, sheet);
    VEvent entry = entry(calendar("/v1/events/" + id + ".ics"), id);
    assertEquals("Réunion, « élargie » ; ouverte", text(entry, "SUMMARY"));
    assertEquals(TRICKY, text(entry, "DESCRIPTION"));
    assertEquals("20261123T100000Z", text(entry, "DTSTART"));
    assertEquals("20261123T120000Z", text(entry, "DTEND"));
    assertEquals("0", text(entry, "SEQUENCE"));
    assertEquals("CONFIRMED", text(entry, "STATUS"));
    assertTrue(text(entry, "LOCATION").startsWith("12, rue de la Paix, Paris 11"));
    assertEquals(
        "https://abcdefghij.execute-api.eu-west-3.amazonaws.com/evenements/" + id,
        text(entry, "URL"));
  }

  @Test
  void whateverTheClientAcceptsACalendarIsWhatItGets() {
    String path = "/v1/events/" + town.published(organiser, town.sheet()) + ".ics";
    for (String accepted : List.of("application/json", "text/html", "*/*", "text/calendar")) {
      Response answer = town.events.call(Payload.get(path).header("accept", accepted));
      assertEquals(200, answer.status(), accepted);
      assertTrue(answer.body().startsWith("BEGIN:VCALENDAR"), accepted);
    }
  }

  @Test
  void aCancelledOrHiddenEventStaysCancelled() throws IOException, ParserException {
    String cancelled = town.published(organiser, town.sheet());
    town.events.call(
        Payload.post("/v1/events/" + cancelled + "/cancellation")
            .bearer(organiser.token())
            .json(Map.of("reason", "Pluie")));
    String hidden = town.published(organiser, town.sheet());
    town.hide(hidden, "Illégal.");
    for (String id : List.of(cancelled, hidden)) {
      VEvent entry = entry(calendar("/v1/events/" + id + ".ics"), id);
      assertEquals("CANCELLED", text(entry, "STATUS"));
      assertEquals("1", text(entry, "SEQUENCE"));
    }
    VEvent inFeed = entry(calendar("/v1/communes/75111/events.ics"), cancelled);
    assertEquals("CANCELLED", text(inFeed, "STATUS"));
    assertEquals("1", text(inFeed, "SEQUENCE"));
  }

  @Test
  void aCommuneHasACalendarAndAnUnknownOneNone() throws IOException, ParserException {
    String near = town.published(organiser, town.sheet("commune", "93048"));
    assertEquals(
        "CONFIRMED", text(entry(calendar("/v1/communes/75111/events.ics"), near), "STATUS"));
    assertEquals(404, town.get("/v1/communes/00000/events.ics").status());
    assertTrue(calendar("/v1/communes/97501/events.ics").getComponents("VEVENT").isEmpty());
  }
}
