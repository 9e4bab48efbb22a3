package fr.actionpopulaire.web;

import io.micronaut.http.MutableHttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The version a change was made from, as {@code If-Match} names it (RFC 9110, 13.1.1). A weak tag
 * never matches; {@code *} matches whatever stands.
 */
public record IfMatch(List<String> tags) {

  public IfMatch {
    tags = List.copyOf(tags);
  }

  /** What a request names; empty when it names none, which answers 428. */
  public static Optional<IfMatch> of(Call call) {
    return call.header("if-match")
        .map(value -> Arrays.stream(value.split(",", 20)).map(String::strip).toList())
        .filter(tags -> tags.stream().anyMatch(tag -> !tag.isEmpty()))
        .map(IfMatch::new);
  }

  /** The tag of a version, for {@code ETag}. */
  public static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** Whether the change was made from this version. */
  public boolean matches(long version) {
    return tags.contains(tag(version)) || tags.equals(List.of("*"));
  }

  /** The answer to a change that names no version. */
  public static MutableHttpResponse<Object> missing(Call call) {
    return Problem.answer(
        call,
        ProblemKind.PRECONDITION_REQUIRED,
        new Words(
            "Indiquez dans If-Match l’ETag de la version que vous modifiez.",
            "Name in If-Match the ETag of the version you are changing."));
  }

  /** The answer to a change made from another version than the present one. */
  public static MutableHttpResponse<Object> stale(Call call) {
    return Problem.answer(
        call,
        ProblemKind.STALE,
        new Words(
            "Cela a changé depuis votre lecture : relisez, puis recommencez.",
            "This has changed since you read it: read it again, then retry."));
  }
}
