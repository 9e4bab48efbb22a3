package fr.actionpopulaire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What each function is measured with: the sample payload of what it does all day, for a member and
 * an event that exist.
 *
 * @param house the folder with {@code events/}
 * @param token opens a member's account
 * @param event an event's id
 */
record Payloads(Path house, String token, String event) {

  private static final String TOKEN = "m0000000000000000000000001.s0000000000000000000000001";
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

  /** The request the floor answers too. */
  byte[] readEvent() {
    return of("events");
  }

  /** The payload for a function. */
  byte[] of(String function) {
    String sample = Objects.requireNonNull(CASES.get(function), function);
    try {
      return Files.readString(house.resolve("events").resolve(function).resolve(sample + ".json"))
          .replace(TOKEN, token)
          .replace(EVENT, event)
          .getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
