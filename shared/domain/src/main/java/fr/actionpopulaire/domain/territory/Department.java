package fr.actionpopulaire.domain.territory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A department, or an overseas collectivity, which takes its place in every list.
 *
 * @param code INSEE code, such as {@code 2A} or {@code 987}
 * @param name official name
 * @param zone time zone of the department; see {@link Communes#zoneOf} for the exceptions
 */
public record Department(String code, String name, ZoneId zone) {

  /** Returns the department of this code, if there is one. */
  public static Optional<Department> byCode(String code) {
    return Optional.ofNullable(Table.BY_CODE.get(code));
  }

  /** Returns every department, sorted by code. */
  public static Collection<Department> all() {
    return Table.BY_CODE.values();
  }

  /** Read on first use. */
  private static final class Table {
    static final Map<String, Department> BY_CODE = read();

    private static Map<String, Department> read() {
      var byCode = new LinkedHashMap<String, Department>();
      csv()
          .lines()
          .skip(1)
          .map(line -> line.split(";"))
          .map(Table::department)
          .forEach(department -> byCode.put(department.code(), department));
      return Collections.unmodifiableMap(byCode);
    }

    private static Department department(String[] cells) {
      return new Department(cells[0], cells[1], ZoneId.of(cells[2]));
    }

    private static String csv() {
      try (InputStream file = Department.class.getResourceAsStream("departments.csv")) {
        if (file == null) {
          throw new IllegalStateException("departments.csv is not in the archive");
        }
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
