package fr.actionpopulaire.moderation;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers written in advance, in {@code answers.json} beside this class: grounds, and words to
 * begin with. Whoever decides names one instead of writing the ground again; the facts stay theirs
 * to write.
 */
@Singleton
final class ReadyAnswers {

  private final List<Answer> all;

  ReadyAnswers(JsonMapper json) {
    all = read(json);
  }

  /**
   * One answer.
   *
   * @param answer its code, by which a decision names it
   * @param title in French
   * @param measures those it is written for
   * @param facts words to begin with, to be made true of the case
   */
  @Serdeable
  record Answer(
      String answer,
      String title,
      List<String> measures,
      String facts,
      DecisionBody.GroundBody ground) {}

  List<Answer> all() {
    return all;
  }

  /** The ground of the answer of that code; empty when there is none. */
  Optional<DecisionBody.GroundBody> ground(@Nullable String code) {
    return all.stream()
        .filter(answer -> answer.answer().equals(code))
        .map(Answer::ground)
        .findFirst();
  }

  private static List<Answer> read(JsonMapper json) {
    try (InputStream file = ReadyAnswers.class.getResourceAsStream("answers.json")) {
      if (file == null) {
        throw new IllegalStateException("answers.json is not in the archive");
      }
      return List.copyOf(json.readValue(file, Argument.listOf(Answer.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
