package fr.actionpopulaire.domain.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallHoursTest {

  @ParameterizedTest
  @CsvSource({
    "18:00-20:30, 18:00-20:30",
    "18h-20h30, 18:00-20:30",
    "9 à 12, 09:00-12:00",
    "9h00 – 9h01, 09:00-09:01",
    "0-23:59, 00:00-23:59"
  })
  void areReadAsPeopleTypeThem(String typed, String written) {
    assertEquals(Optional.of(written), CallHours.parse(typed).map(CallHours::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18:00",
        "20:00-18:00",
        "18:00-18:00",
        "18:60-19:00",
        "8-24",
        "evening",
        "1-2-3"
      })
  void whatIsNoRangeOfOneDayIsNone(String typed) {
    assertEquals(Optional.empty(), CallHours.parse(typed));
  }

  @Test
  void doNotEndBeforeTheyBegin() {
    LocalTime noon = LocalTime.NOON;
    assertThrows(IllegalArgumentException.class, () -> new CallHours(noon, noon));
  }
}
