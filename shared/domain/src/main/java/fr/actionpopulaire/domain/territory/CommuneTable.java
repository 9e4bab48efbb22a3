package fr.actionpopulaire.domain.territory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of {@code communes.csv}, sorted by INSEE code, kept as the bytes they came in.
 *
 * <p>Thirty-five thousand objects would take ten times the memory and slow down every cold start; a
 * row becomes a {@link Commune} only when somebody asks for it.
 */
final class CommuneTable {
  private static final int CODE_LENGTH = 5;
  private static final int NAME = 1;
  private static final int DEPARTMENT = 2;
  private static final int POSTAL_CODES = 3;
  private static final int LATITUDE = 4;
  private static final int POPULATION = 6;

  /** Coordinates have four decimals in the file, and are kept as whole ten-thousandths. */
  private static final int UNITS_PER_DEGREE = 10_000;

  private static final int HALF_TURN = 180 * UNITS_PER_DEGREE;

  /** More than there are, of lines and of their postal codes together. */
  private static final int ROOM = 1 << 16;

  private static final int POSTAL_CODE_ENDS = 100_000;

  private final byte[] bytes;
  private final int[] starts;
  private final int[] latitudes;
  private final int[] longitudes;

  /** The rows of each postal code, one postal code after the other. */
  private final int[] served;

  /** Where those of each possible postal code begin, and end where those of the next begin. */
  private final int[] firstServed;

  /** Looks at each byte once: a function does so while it starts, mostly before it is compiled. */
  private CommuneTable(byte[] bytes) {
    this.bytes = bytes;
    int[] starts = new int[ROOM];
    int[] latitudes = new int[ROOM];
    int[] longitudes = new int[ROOM];
    int[] postalCodes = new int[ROOM];
    int[] rows = new int[ROOM];
    int[] firstServed = new int[POSTAL_CODE_ENDS + 1];
    int row = 0;
    int services = 0;
    int at = after('\n', 0);
    while (at < bytes.length) {
      starts[row] = at;
      at = after(';', after(';', at + CODE_LENGTH + 1));
      do {
        int postalCode = number(at, at + CODE_LENGTH);
        postalCodes[services] = postalCode;
        rows[services++] = row;
        firstServed[postalCode + 1]++;
        at += CODE_LENGTH + 1;
      } while (bytes[at - 1] == ',');
      int longitude = after(';', at);
      int population = after(';', longitude);
      latitudes[row] = number(at, longitude - 1);
      longitudes[row++] = number(longitude, population - 1);
      at = after('\n', population);
    }
    this.starts = Arrays.copyOf(starts, row);
    this.latitudes = Arrays.copyOf(latitudes, row);
    this.longitudes = Arrays.copyOf(longitudes, row);
    for (int code = 1; code < firstServed.length; code++) {
      firstServed[code] += firstServed[code - 1];
    }
    this.firstServed = firstServed;
    this.served = new int[services];
    int[] next = firstServed.clone();
    for (int service = 0; service < services; service++) {
      served[next[postalCodes[service]]++] = rows[service];
    }
  }

  static CommuneTable read() {
    try (InputStream file = CommuneTable.class.getResourceAsStream("communes.csv")) {
      if (file == null) {
        throw new IllegalStateException("communes.csv is not in the archive");
      }
      return new CommuneTable(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return starts.length;
  }

  Commune commune(int row) {
    int[] cells = cellStarts(row);
    return new Commune(
        code(row),
        text(cells[NAME], cells[DEPARTMENT] - 1),
        text(cells[DEPARTMENT], cells[POSTAL_CODES] - 1),
        List.of(text(cells[POSTAL_CODES], cells[LATITUDE] - 1).split(",")),
        point(row));
  }

  String code(int row) {
    return text(starts[row], starts[row] + CODE_LENGTH);
  }

  String name(int row) {
    int start = starts[row] + CODE_LENGTH + 1;
    return text(start, after(';', start) - 1);
  }

  /** The first byte of the name: enough to rule most rows out of a search. */
  byte initial(int row) {
    return bytes[starts[row] + CODE_LENGTH + 1];
  }

  String department(int row) {
    int[] cells = cellStarts(row);
    return text(cells[DEPARTMENT], cells[POSTAL_CODES] - 1);
  }

  int population(int row) {
    int start = cellStarts(row)[POPULATION];
    return number(start, after(';', start) - 1);
  }

  Point point(int row) {
    return new Point(
        (double) latitudes[row] / UNITS_PER_DEGREE, (double) longitudes[row] / UNITS_PER_DEGREE);
  }

  /** Returns the row of this INSEE code, or a negative number. */
  int rowOf(String code) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int comparison = code(middle).compareTo(code);
      if (comparison == 0) {
        return middle;
      }
      if (comparison < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** Returns the rows of this postal code, in the order of the file. */
  int[] rowsOf(int postalCode) {
    return Arrays.copyOfRange(served, firstServed[postalCode], firstServed[postalCode + 1]);
  }

  /**
   * Returns the rows in the rectangle around a circle: all those within the radius and some others,
   * found without a sine for each row.
   */
  int[] rowsAround(Point centre, double radiusKm) {
    double angle = radiusKm / Point.EARTH_RADIUS_KM;
    double latitude = Math.toRadians(centre.latitude());
    // A circle past a pole meets every meridian.
    double longitudeAngle =
        Math.abs(latitude) + angle >= Math.PI / 2
            ? Math.PI
            : Math.asin(Math.sin(angle) / Math.cos(latitude));
    int latitudeReach = reach(angle);
    int longitudeReach = reach(longitudeAngle);
    int north = (int) Math.round(centre.latitude() * UNITS_PER_DEGREE);
    int east = (int) Math.round(centre.longitude() * UNITS_PER_DEGREE);
    IntStream.Builder rows = IntStream.builder();
    for (int row = 0; row < latitudes.length; row++) {
      if (Math.abs(latitudes[row] - north) <= latitudeReach
          && turn(longitudes[row] - east) <= longitudeReach) {
        rows.add(row);
      }
    }
    return rows.build().toArray();
  }

  /** An angle in the unit of the coordinates, with one more for what rounding may have taken. */
  private static int reach(double radians) {
    return (int) Math.min(HALF_TURN, Math.ceil(Math.toDegrees(radians) * UNITS_PER_DEGREE) + 1);
  }

  /** The short way round between two meridians. */
  private static int turn(int difference) {
    int turn = Math.abs(difference);
    return turn > HALF_TURN ? 2 * HALF_TURN - turn : turn;
  }

  private int[] cellStarts(int row) {
    var cells = new int[POPULATION + 1];
    cells[0] = starts[row];
    for (int cell = 1; cell < cells.length; cell++) {
      cells[cell] = after(';', cells[cell - 1]);
    }
    return cells;
  }

  /** The position behind the next such byte. */
  private int after(char end, int start) {
    byte[] bytes = this.bytes;
    int at = start;
    while (bytes[at] != end) {
      at++;
    }
    return at + 1;
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** Reads digits, leaving out the decimal point: no double is parsed while loading. */
  private int number(int start, int end) {
    boolean negative = bytes[start] == '-';
    int value = 0;
    for (int i = negative ? start + 1 : start; i < end; i++) {
      if (bytes[i] != '.') {
        value = 10 * value + bytes[i] - '0';
      }
    }
    return negative ? -value : value;
  }
}
