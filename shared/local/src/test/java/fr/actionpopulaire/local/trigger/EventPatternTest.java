package fr.actionpopulaire.local.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {
  private static final String EVENT =
      "{\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"O#1\"}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"eventName\":[\"INSERT\"]}                                    | true",
        "{\"eventName\":[\"REMOVE\",\"INSERT\"]}                         | true",
        "{\"eventName\":[\"REMOVE\"]}                                    | false",
        "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"O#\"}]}}}} | true",
        "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"P#\"}]}}}} | false",
        "{\"userIdentity\":[{\"exists\":false}]}                         | true",
        "{\"eventName\":[{\"exists\":false}]}                            | false",
        "{\"eventName\":[{\"anything-but\":[\"REMOVE\"]}]}               | true",
        "{\"eventName\":[{\"anything-but\":\"INSERT\"}]}                 | false",
      })
  void matches(String pattern, boolean expected) throws IOException {
    assertEquals(expected, EventPattern.of(json(pattern)).matches(json(EVENT)));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EventPattern.of(json("{\"a\":[{\"numeric\":[\">\",1]}]}")));
    assertThrows(IllegalArgumentException.class, () -> EventPattern.of(json("{\"a\":\"b\"}")));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
