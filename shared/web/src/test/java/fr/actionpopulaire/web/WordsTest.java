package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.web.Words.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** French, unless English is asked for first. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "'', FRENCH",
    "'fr-FR,fr;q=0.9,en;q=0.8', FRENCH",
    "'en-GB,en;q=0.9,fr;q=0.8', ENGLISH",
    "'EN', ENGLISH",
    "'de,en', ENGLISH",
    "'de,fr,en', FRENCH",
    "'*', FRENCH",
    "'de', FRENCH",
    "',,;;', FRENCH",
  })
  void theFirstKnownLanguageWins(String accepted, Language language) {
    assertEquals(language, Language.preferredBy(accepted));
  }
}
