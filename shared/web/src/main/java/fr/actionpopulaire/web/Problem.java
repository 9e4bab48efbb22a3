package fr.actionpopulaire.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as clients read it (RFC 9457). It says what is wrong and never repeats what was sent.
 *
 * @param type stable path of the problem's page
 * @param errors the values to correct, by JSON pointer; absent when none is to blame
 * @param attemptsLeft tries left on a code; only for {@code wrong-code}
 * @param until from when the same request is taken again; only for {@code reporting-suspended}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable List<Finding> errors,
    @Nullable Integer attemptsLeft,
    @Nullable Instant until) {

  /** The media type of every problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One value to correct. */
  @Serdeable
  public record Finding(String pointer, String detail) {}

  /** Answers a refusal. */
  public static MutableHttpResponse<Object> answer(Call call, ProblemKind kind, Words detail) {
    return answer(call, kind, detail, null, null, null);
  }

  /** Answers a refusal of certain values. */
  public static MutableHttpResponse<Object> answer(Call call, Findings findings) {
    return answer(
        call,
        ProblemKind.INVALID,
        new Words(
            "Corrigez les champs indiqués, puis recommencez.",
            "Correct the fields listed, then try again."),
        findings.in(call.language()),
        null,
        null);
  }

  /** Answers a wrong code. */
  public static MutableHttpResponse<Object> wrongCode(Call call, int attemptsLeft) {
    return answer(
        call,
        ProblemKind.WRONG_CODE,
        new Words("Ce n’est pas le code que nous avons envoyé.", "This is not the code we sent."),
        null,
        attemptsLeft,
        null);
  }

  /** Answers a refusal that ends at an instant. */
  public static MutableHttpResponse<Object> until(
      Call call, ProblemKind kind, Words detail, Instant until) {
    return answer(call, kind, detail, null, null, until);
  }

  private static MutableHttpResponse<Object> answer(
      Call call,
      ProblemKind kind,
      Words detail,
      @Nullable List<Finding> errors,
      @Nullable Integer attemptsLeft,
      @Nullable Instant until) {
    return HttpResponse.<Object>status(HttpStatus.valueOf(kind.status()))
        .header("content-type", MEDIA_TYPE)
        .header("content-language", call.language().tag())
        .body(
            new Problem(
                kind.type(),
                kind.title().in(call.language()),
                kind.status(),
                detail.in(call.language()),
                errors,
                attemptsLeft,
                until));
  }
}
