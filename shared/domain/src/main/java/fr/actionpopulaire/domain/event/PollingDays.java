package fr.actionpopulaire.domain.event;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which day each territory votes: data with its legal source, in {@code polling-days.csv}. West
 * of the mainland that is the Saturday before the ballot's Sunday, so that nobody votes once the
 * results are known.
 *
 * <p>A calendar that cannot be read is no calendar without silence: {@link #isReadable} tells, and
 * whoever asks has to treat it as silence everywhere and always.
 */
public final class PollingDays {

  private static final String HEADER = "territory;name;polling day;legal source";
  private static final String ELSEWHERE = "*";

  private final Map<String, Day> days;

  private PollingDays(Map<String, Day> days) {
    this.days = Map.copyOf(days);
  }

  /**
   * When a territory votes, and which law says so.
   *
   * @param territory INSEE code of the department or collectivity, or {@code AME} for the
   *     consulates of the American continent
   */
  public record Day(String territory, String name, DayOfWeek day, String source) {}

  /** The days embedded in the module. */
  public static PollingDays embedded() {
    try (InputStream file = PollingDays.class.getResourceAsStream("polling-days.csv")) {
      return read(file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      return read(null);
    }
  }

  /** The days a file tells; unreadable when any line of it is not in order, or none is general. */
  public static PollingDays read(@Nullable String csv) {
    List<String> lines = csv == null ? List.of() : csv.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
      return new PollingDays(Map.of());
    }
    Map<String, Day> days = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(";", -1);
      if (cells.length != 4 || List.of(cells).stream().anyMatch(String::isBlank)) {
        return new PollingDays(Map.of());
      }
      switch (cells[2].toLowerCase(Locale.ROOT)) {
        case "saturday" -> days.put(cells[0], day(cells, DayOfWeek.SATURDAY));
        case "sunday" -> days.put(cells[0], day(cells, DayOfWeek.SUNDAY));
        default -> {
          return new PollingDays(Map.of());
        }
      }
    }
    return new PollingDays(days.containsKey(ELSEWHERE) ? days : Map.of());
  }

  private static Day day(String[] cells, DayOfWeek day) {
    return new Day(cells[0], cells[1], day, cells[3]);
  }

  /** Whether it says anything at all. */
  public boolean isReadable() {
    return !days.isEmpty();
  }

  /** Every day that is told. */
  public List<Day> all() {
    return List.copyOf(days.values());
  }

  /**
   * When a department votes at a ballot.
   *
   * @param ballot the national polling day, a Sunday
   * @throws IllegalStateException if it is not readable
   */
  LocalDate of(String department, LocalDate ballot) {
    Day general = days.get(ELSEWHERE);
    if (general == null) {
      throw new IllegalStateException("No polling days");
    }
    return days.getOrDefault(department, general).day() == DayOfWeek.SATURDAY
        ? ballot.minusDays(1)
        : ballot;
  }
}
