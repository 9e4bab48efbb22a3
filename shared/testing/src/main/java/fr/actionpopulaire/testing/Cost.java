package fr.actionpopulaire.testing;

import java.util.Locale;

/**
 * What one run of an operation asks of everything that is paid for by use.
 *
 * @param requests of DynamoDB
 * @param itemsRead of queries all that were looked at
 * @param itemsWritten put, updated or deleted
 * @param readUnits read request units
 * @param writeUnits write request units
 * @param bytesRead of the items answered
 * @param bytesWritten of the items written, before or after, whichever is more
 * @param headers bytes of the answer's headers and cookies
 * @param body bytes of the answer's body, before any compression
 * @param log bytes the function wrote to its log
 */
public record Cost(
    int requests,
    int itemsRead,
    int itemsWritten,
    double readUnits,
    double writeUnits,
    int bytesRead,
    int bytesWritten,
    int headers,
    int body,
    int log) {

  /**
   * Ids, keys and sealed texts are drawn: how they are written differs by a few bytes, a code to
   * scan by some in a hundred.
   */
  private static final int STEP = 50;

  private static final int SLACK = 20;
  private static final int SHARE = 25;

  /**
   * Whether a line of the ledger that says this is true of what was measured: requests, items and
   * units to the last one, bytes at most so many and not far fewer.
   */
  boolean holdsFor(Cost measured) {
    return requests == measured.requests
        && itemsRead == measured.itemsRead
        && itemsWritten == measured.itemsWritten
        && readUnits == measured.readUnits
        && writeUnits == measured.writeUnits
        && holds(bytesRead, measured.bytesRead)
        && holds(bytesWritten, measured.bytesWritten)
        && holds(headers, measured.headers)
        && holds(body, measured.body)
        && holds(log, measured.log);
  }

  private static boolean holds(int line, int measured) {
    return measured <= line && line - measured <= Math.max(3 * STEP, line / 10);
  }

  /** A line that holds for this: bytes rounded up. */
  Cost asLine() {
    return new Cost(
        requests,
        itemsRead,
        itemsWritten,
        readUnits,
        writeUnits,
        above(bytesRead),
        above(bytesWritten),
        above(headers),
        above(body),
        above(log));
  }

  private static int above(int bytes) {
    return bytes == 0 ? 0 : Math.ceilDiv(bytes + SLACK + bytes / SHARE, STEP) * STEP;
  }

  /** The cells of a table's row. */
  String cells() {
    return String.format(
        Locale.ROOT,
        "%d | %d | %d | %s | %s | %d | %d | %d | %d | %d",
        requests,
        itemsRead,
        itemsWritten,
        units(readUnits),
        units(writeUnits),
        bytesRead,
        bytesWritten,
        headers,
        body,
        log);
  }

  /** Reads such cells. */
  static Cost of(String[] cells) {
    return new Cost(
        Integer.parseInt(cells[0]),
        Integer.parseInt(cells[1]),
        Integer.parseInt(cells[2]),
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Integer.parseInt(cells[5]),
        Integer.parseInt(cells[6]),
        Integer.parseInt(cells[7]),
        Integer.parseInt(cells[8]),
        Integer.parseInt(cells[9]));
  }

  private static String units(double units) {
    return units == Math.rint(units)
        ? Long.toString(Math.round(units))
        : String.format(Locale.ROOT, "%.1f", units);
  }
}
