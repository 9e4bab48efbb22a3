package fr.actionpopulaire.local.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What two restores of one snapshot would share and must not, wherever it lies in a heap and
 * whoever holds it: the time of the start, what was drawn at random, and generators that go on from
 * where they were.
 */
final class Keepsakes implements HeapDump.Visitor {

  /** Of an identifier or a token, as {@code RandomId} draws them. */
  private static final Pattern DRAWN = Pattern.compile("[0-9a-hjkmnp-tv-z]{26}");

  private static final int FEWEST_CHARACTERS = 9;
  private static final int FEWEST_DIGITS = 2;

  /** They go on from their own state, or seed themselves once, and not from the system's source. */
  private static final Set<String> GENERATORS =
      Set.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "sun.security.provider.DRBG",
          "sun.security.provider.HashDrbg",
          "sun.security.provider.HmacDrbg",
          "sun.security.provider.CtrDrbg");

  private final Instant started;
  private final Map<Long, String> found = new HashMap<>();
  private final Set<String> told = new TreeSet<>();
  private Step step = Step.FIND;

  /** An object may stand before or after what it holds, so the dump is read once for each. */
  private enum Step {
    FIND,
    FOLLOW_TEXTS,
    NAME_HOLDERS
  }

  private Keepsakes(Instant started) {
    this.started = started;
  }

  /**
   * Reads a dump: what is suspicious, then who holds it.
   *
   * @param started about when the process was; a time within a day of it was read from a clock
   * @return each as {@code Holder.field: what}, sorted
   */
  static Set<String> in(Path dump, Instant started) throws IOException {
    Keepsakes keepsakes = new Keepsakes(started);
    for (Step step : Step.values()) {
      keepsakes.step = step;
      HeapDump.read(dump, keepsakes);
    }
    return keepsakes.told;
  }

  @Override
  public void object(long id, String type, Map<String, Long> fields) {
    switch (step) {
      case FIND -> find(id, type, fields);
      case FOLLOW_TEXTS -> {
        String what = found.get(fields.getOrDefault("value", 0L));
        if (what != null && type.equals("java.lang.String")) {
          found.put(id, what);
        }
      }
      case NAME_HOLDERS -> fields.forEach((name, value) -> name(type + "." + name, value, id));
    }
  }

  private void find(long id, String type, Map<String, Long> fields) {
    if (GENERATORS.contains(type)) {
      found.put(id, type);
    } else if (type.equals("java.time.Instant") && isNow(fields.getOrDefault("seconds", 0L))) {
      found.put(id, "the time of the start");
    } else if (type.equals("java.time.LocalDate") && isToday(fields)) {
      found.put(id, "the day of the start");
    } else if (type.startsWith("fr.actionpopulaire.")) {
      fields.forEach(
          (name, value) -> {
            if (isNow(value / 1000)) {
              told.add(type + "." + name + ": the time of the start");
            }
          });
    }
  }

  @Override
  public void bytes(long id, byte[] content) {
    if (step == Step.FIND && isDrawn(content)) {
      found.put(id, "an identifier or token");
    }
  }

  @Override
  public void array(long id, String type, long[] elements) {
    if (step == Step.NAME_HOLDERS) {
      for (long element : elements) {
        name(type, element, id);
      }
    }
  }

  private void name(String holder, long value, long holderId) {
    String what = found.get(value);
    if (what != null && !found.containsKey(holderId)) {
      told.add(holder + ": " + what);
    }
  }

  private boolean isNow(long seconds) {
    return Math.abs(seconds - started.getEpochSecond()) < Duration.ofDays(1).toSeconds();
  }

  private boolean isToday(Map<String, Long> date) {
    LocalDate today = started.atOffset(ZoneOffset.UTC).toLocalDate();
    return date.getOrDefault("year", 0L) == today.getYear()
        && date.getOrDefault("month", 0L) == today.getMonthValue()
        && date.getOrDefault("day", 0L) == today.getDayOfMonth();
  }

  private static boolean isDrawn(byte[] content) {
    if (content.length != 26) {
      return false;
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return DRAWN.matcher(text).matches()
        && text.chars().distinct().count() >= FEWEST_CHARACTERS
        && text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
  }
}
