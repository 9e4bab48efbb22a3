package fr.actionpopulaire.endorsements;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an import did, line by line in numbers; never what a line held.
 *
 * @param accepted lines whose hash is now stored and was not before
 * @param duplicates lines whose hash was stored already, or stood earlier in the file
 * @param suppressed lines of people who opposed or erased themselves: skipped
 * @param refused lines that were not in order
 * @param refusedLines the first hundred of those, by number (the header is line 1) and reason
 */
@Serdeable
@JsonInclude // what is empty too
public record ImportSummary(
    int accepted, int duplicates, int suppressed, int refused, List<RefusedLine> refusedLines) {

  /** How many refused lines are named. */
  public static final int NAMED = 100;

  /** Nothing imported. */
  public static final ImportSummary EMPTY = new ImportSummary(0, 0, 0, 0, List.of());

  /** Why a line was refused. */
  @Serdeable
  public record RefusedLine(long line, String reason) {}

  ImportSummary plus(ImportSummary other) {
    return new ImportSummary(
        accepted + other.accepted,
        duplicates + other.duplicates,
        suppressed + other.suppressed,
        refused + other.refused,
        Stream.concat(refusedLines.stream(), other.refusedLines.stream()).limit(NAMED).toList());
  }
}
