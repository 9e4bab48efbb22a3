package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the functions are asked: the sample payloads, for members and an event that exist.
 *
 * @param house the folder with {@code events/}
 * @param tokens each opens another member's account; one for each function, since some of the
 *     samples end it
 * @param event an event's id
 */
record Payloads(Path house, Map<String, String> tokens, String event) {

  private static final Pattern TOKEN =
      Pattern.compile("(Bearer |session=)[0-9a-z]{26}\\.[0-9a-z]{26}");
  private static final String EVENT = "e0000000000000000000000001";

  /** By function; what only triggers wake is asked something it finds nothing to do for. */
  private static final Map<String, String> CASES =
      Map.ofEntries(
          Map.entry("signup", "consents"),
          Map.entry("account", "read-account"),
          Map.entry("events", "read"),
          Map.entry("rsvp", "own-answers"),
          Map.entry("reports", "page-form"),
          Map.entry("moderation", "queue"),
          Map.entry("site", "home"),
          Map.entry("endorsements", "file-gone-bad"),
          Map.entry("photos", "photo-uploaded-unasked"),
          Map.entry("mailer", "message-put"),
          Map.entry("feedback", "bounce"),
          Map.entry("purge", "dry-run"),
          Map.entry("rekey", "nightly"));

  /** What a function does all day. */
  byte[] of(String function) {
    String sample = Objects.requireNonNull(CASES.get(function), function);
    return read(function, folder(function).resolve(sample + ".json"));
  }

  /** Everything a function can be asked, in order and not. */
  List<byte[]> all(String function) {
    try (Stream<Path> samples = Files.list(folder(function))) {
      return samples.sorted().map(sample -> read(function, sample)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(String function) {
    return house.resolve("events").resolve(function);
  }

  private byte[] read(String function, Path sample) {
    String token = Objects.requireNonNull(tokens.get(function), function);
    try {
      return TOKEN
          .matcher(Files.readString(sample))
          .replaceAll("$1" + token)
          .replace(EVENT, event)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
