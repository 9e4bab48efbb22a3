package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Attributes;
import fr.actionpopulaire.dynamodb.Condition;
import fr.actionpopulaire.dynamodb.Item;
import fr.actionpopulaire.dynamodb.Key;
import fr.actionpopulaire.dynamodb.Outcome;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.dynamodb.Table;
import fr.actionpopulaire.dynamodb.Write;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a request that names an {@code Idempotency-Key} once, however often it arrives: for
 * 24 hours its repetitions get the first answer again.
 *
 * <pre>
 * K#&lt;holder&gt; / &lt;sha256(key)&gt;   state, fingerprint, lease, id; once done also answer (sealed)
 * </pre>
 *
 * <p>The answer and the fingerprint of the request are sealed with a key made of the client's own
 * {@code Idempotency-Key} and token, neither of which is stored: nothing readable lies at rest.
 * Only success is kept; whoever was refused may correct the request and try again with the same
 * key.
 */
@Singleton
public final class Idempotency {

  /** Longer than any function runs: after that the first try is dead and another may take over. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Pattern FORM = Pattern.compile("[!-~]{1,128}");
  private static final String CONTEXT = "Idempotency|answer";

  private final Store store;
  private final JsonMapper json;
  private final Clock clock;

  Idempotency(Store store, JsonMapper json, Clock clock) {
    this.store = store;
    this.json = json;
    this.clock = clock;
  }

  /** An answer as it is kept. */
  @Serdeable
  record Kept(int status, @Nullable String location, @Nullable String etag, String body) {}

  /** What this request is to the ones before it. */
  private sealed interface Turn {
    record Mine(String id, String lease) implements Turn {}

    record Refused(MutableHttpResponse<Object> answer) implements Turn {}
  }

  private record Request(Key key, PersonKey seal, String fingerprint) {}

  /**
   * Answers a request, carrying it out unless it has been.
   *
   * @param holder who repeats themselves: a member's id, or a keyed hash of the source
   * @param action carries the request out under an id for what it creates; a second try after a
   *     crash gets the id of the first, so that creating on condition of absence cannot double it
   */
  public MutableHttpResponse<Object> once(
      Call call, String holder, Function<String, MutableHttpResponse<Object>> action) {
    Optional<String> key = call.header("idempotency-key");
    if (key.isEmpty()) {
      return action.apply(RandomId.next());
    }
    if (!FORM.matcher(key.get()).matches()) {
      return Problem.answer(
          call,
          ProblemKind.MALFORMED,
          new Words(
              "Idempotency-Key : de 1 à 128 caractères ASCII visibles.",
              "Idempotency-Key: 1 to 128 visible ASCII characters."));
    }
    Request request = request(call, holder, key.get());
    return switch (turn(call, request)) {
      case Turn.Refused(MutableHttpResponse<Object> answer) -> answer;
      case Turn.Mine mine -> carryOut(request, mine, action);
    };
  }

  private static Request request(Call call, String holder, String key) {
    PersonKey seal =
        new PersonKey(
            HexFormat.of()
                .parseHex(Sessions.sha256("idempotency|" + key + '|' + call.token().orElse(""))));
    String what =
        call.request().getMethodName() + ' ' + call.request().getPath() + '\n' + call.body();
    return new Request(
        new Key(Table.EPHEMERAL, "K#" + holder, Sessions.sha256(key)),
        seal,
        // Salted with the seal: the hash of a short body alone could be guessed.
        Sessions.sha256(HexFormat.of().formatHex(seal.bytes()) + '|' + what));
  }

  private Turn turn(Call call, Request request) {
    Instant now = clock.instant();
    String id = RandomId.next();
    String lease = RandomId.next();
    Item item =
        new Item(
            request.key(),
            RetentionRule.IDEMPOTENCY.from(now),
            Attributes.none()
                .text("state", "IN_PROGRESS")
                .text("fingerprint", request.fingerprint())
                .text("lease", lease)
                .instant("leasedUntil", now.plus(LEASE))
                .text("id", id));
    Condition free =
        Condition.of(
            "attribute_not_exists(#pk) OR #expiresAt <= :now",
            Attributes.none().instant("now", now));
    return switch (store.write(Write.put(item, free))) {
      case Outcome.Written _ -> new Turn.Mine(id, lease);
      case Outcome.Refused refused -> known(call, request, refused.seenAt(0), now);
    };
  }

  private Turn known(Call call, Request request, Optional<Row> seen, Instant now) {
    if (seen.isEmpty()) {
      return new Turn.Refused(inProgress(call));
    }
    Row row = seen.get();
    if (!row.text("fingerprint").equals(request.fingerprint())) {
      return new Turn.Refused(
          Problem.answer(
              call,
              ProblemKind.KEY_REUSED,
              new Words(
                  "Cette clé a servi à une autre requête ; prenez-en une nouvelle.",
                  "This key was used for another request; take a new one.")));
    }
    byte[] answer = row.bytesOrNull("answer");
    if (answer != null) {
      return new Turn.Refused(replay(request, answer));
    }
    return now.isBefore(row.instant("leasedUntil"))
        ? new Turn.Refused(inProgress(call))
        : takeOver(call, request, row, now);
  }

  /**
   * Goes on where a try died: under the same id, so that what it may have created is not doubled.
   */
  private Turn takeOver(Call call, Request request, Row dead, Instant now) {
    String lease = RandomId.next();
    Outcome outcome =
        store.write(
            Write.change(
                request.key(),
                "SET #lease = :lease, #leasedUntil = :until",
                Attributes.none().text("lease", lease).instant("until", now.plus(LEASE)),
                holds(dead.text("lease"))));
    return outcome.isWritten()
        ? new Turn.Mine(dead.text("id"), lease)
        : new Turn.Refused(inProgress(call));
  }

  private MutableHttpResponse<Object> carryOut(
      Request request, Turn.Mine mine, Function<String, MutableHttpResponse<Object>> action) {
    MutableHttpResponse<Object> answer = action.apply(mine.id());
    // An exception says nothing about what happened: the lease runs out, then the same id is tried.
    if (answer.code() < 300) {
      keep(request, mine, answer);
    } else {
      store.write(Write.remove(request.key(), holds(mine.lease())));
    }
    return answer;
  }

  private void keep(Request request, Turn.Mine mine, MutableHttpResponse<Object> answer) {
    try {
      Kept kept =
          new Kept(
              answer.code(),
              answer.getHeaders().get(HttpHeaders.LOCATION),
              answer.getHeaders().get(HttpHeaders.ETAG),
              answer.body() == null ? "" : json.writeValueAsString(answer.body()));
      store.write(
          Write.change(
              request.key(),
              "SET #state = :done, #answer = :answer",
              Attributes.none()
                  .text("done", "DONE")
                  .bytes("answer", request.seal().seal(json.writeValueAsString(kept), CONTEXT)),
              holds(mine.lease())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MutableHttpResponse<Object> replay(Request request, byte[] sealed) {
    String text =
        request
            .seal()
            .open(sealed, CONTEXT)
            .orElseThrow(() -> new IllegalStateException("The fingerprint matched, the key not"));
    try {
      Kept kept =
          Objects.requireNonNull(json.readValue(text.getBytes(StandardCharsets.UTF_8), Kept.class));
      MutableHttpResponse<Object> answer =
          HttpResponse.<Object>status(HttpStatus.valueOf(kept.status()));
      if (kept.location() != null) {
        answer.header(HttpHeaders.LOCATION, kept.location());
      }
      if (kept.etag() != null) {
        answer.header(HttpHeaders.ETAG, kept.etag());
      }
      if (!kept.body().isEmpty()) {
        answer.header(HttpHeaders.CONTENT_TYPE, "application/json").body(kept.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("A kept answer is not what was kept", e);
    }
  }

  private static Condition holds(String lease) {
    return Condition.of("#lease = :held", Attributes.none().text("held", lease));
  }

  private static MutableHttpResponse<Object> inProgress(Call call) {
    return Problem.answer(
            call,
            ProblemKind.IN_PROGRESS,
            new Words(
                "La première requête avec cette clé n’est pas terminée.",
                "The first request with this key has not finished."))
        .header("retry-after", "2");
  }
}
