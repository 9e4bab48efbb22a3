package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.event.EventStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON-LD that can stand in a page whatever people wrote; its content is tested with the pages. */
class EventDataTest {

  /** Each would end the element or change how what follows is read. */
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!-- <script --> & \"'\\ \u2028 ]]>";

  private static final Campaign CAMPAIGN =
      new Campaign(
          "test",
          HOSTILE,
          "Candidate",
          "Party",
          "Election",
          List.of(LocalDate.of(2027, 5, 2)),
          "Controller",
          "rights@example.org",
          "Source");

  private static EventData event() {
    return new EventData(
        "https://example.org/evenements/1",
        EventKind.MEETING,
        HOSTILE,
        HOSTILE,
        Instant.parse("2026-12-05T17:30:00Z"),
        Instant.parse("2026-12-05T19:00:00Z"),
        ZoneId.of("Europe/Paris"),
        "35238",
        HOSTILE,
        true,
        20,
        EventStatus.PUBLISHED);
  }

  @Test
  void nothingInItCanEndItsElementAndNothingIsLost() throws IOException {
    for (String json :
        List.of(
            event().json(CAMPAIGN, "https://example.org"),
            EventData.json(List.of(event(), event()), CAMPAIGN, "https://example.org"))) {
      assertFalse(json.contains("<") || json.contains(">") || json.contains("&"), json);
      int names = 0;
      try (JsonParser parser = new JsonFactory().createParser(json)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.FIELD_NAME
              && List.of("name", "description", "streetAddress").contains(parser.currentName())) {
            assertEquals(HOSTILE, parser.nextTextValue());
            names++;
          }
        }
      }
      assertEquals(json.contains("@graph") ? 10 : 5, names, json);
    }
    assertEquals("", EventData.json(List.of(), CAMPAIGN, "https://example.org"));
  }
}
