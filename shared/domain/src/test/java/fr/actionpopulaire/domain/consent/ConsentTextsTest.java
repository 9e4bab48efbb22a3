package fr.actionpopulaire.domain.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Receipts name a version of the words, so the words of a version never change (CNIL A10). */
class ConsentTextsTest {

  @Test
  @Tag("A10")
  void theWordsOfTheFirstVersionAreThoseThatWereAgreedTo() throws NoSuchAlgorithmException {
    String words =
        Arrays.stream(Purpose.values())
            .map(
                purpose ->
                    purpose.code() + ": " + ConsentTexts.text("2026-11", purpose).orElse("missing"))
            .collect(Collectors.joining("\n"));
    assertEquals(
        "5bf4c59eb6317719f9f738524143d456f186e54243a4de8423fb158301fc30ad",
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(words.getBytes(StandardCharsets.UTF_8))),
        "a changed sentence is a new version, beside the old one");
  }

  @Test
  @Tag("A10")
  void onlyThePresentVersionCanBeAgreedTo() {
    assertTrue(ConsentTexts.isCurrent(ConsentTexts.VERSION));
    assertFalse(ConsentTexts.isCurrent("2020-01"));
    assertTrue(ConsentTexts.text("2020-01", Purpose.ACCOUNT).isEmpty());
    assertEquals(Purpose.values().length, ConsentTexts.current().size());
  }
}
