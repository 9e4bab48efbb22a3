package fr.actionpopulaire.domain.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @CsvSource({
    "0612345678, 0612345678",
    "06 12 34 56 78, 0612345678",
    "06.12.34.56.78, 0612345678",
    "(0)6-12-34-56-78, 0612345678",
    "+33 6 12 34 56 78, +33612345678",
    "0033612345678, +33612345678",
    "0262123456, 0262123456",
    "+12345678, +12345678",
    "+123456789012345, +123456789012345"
  })
  void isReadAsPeopleTypeIt(String typed, String value) {
    assertEquals(Optional.of(new PhoneNumber(value)), PhoneNumber.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "061234567",
        "06123456789",
        "001234567",
        "+1234567",
        "+1234567890123456",
        "+0612345678",
        "call me",
        "06 12 34 56 78\r\nx",
        "٠٦١٢٣٤٥٦٧٨",
        "06 12 34 56 78                                        "
      })
  void whatCannotBeDialledIsNone(String typed) {
    assertEquals(Optional.empty(), PhoneNumber.parse(typed));
  }

  @Test
  void isNotPrinted() {
    assertFalse(new PhoneNumber("0612345678").toString().contains("0612345678"));
  }
}
