package fr.actionpopulaire.local.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class FeedbackPollerTest {

  @Test
  void wrapsAMessageAsSnsDoes() {
    JsonNode event = FeedbackPoller.event("{\"eventType\":\"Bounce\"}");
    assertEquals("{\"eventType\":\"Bounce\"}", event.at("/Records/0/Sns/Message").asText());
    assertEquals("aws:sns", event.at("/Records/0/EventSource").asText());
    assertEquals(1, event.at("/Records").size());
  }
}
