package fr.actionpopulaire.endorsements;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.dynamodb.Audit;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Peppers;
import fr.actionpopulaire.dynamodb.Suppressions;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads one file line by line, in bounded memory whatever its size, and keeps a keyed hash of each
 * address that may be kept. Done twice, it leaves the same state as done once.
 */
@Singleton
final class ImportEndorsements {

  /** As many hashes as one batch read takes keys. */
  private static final int BATCH = 100;

  private final S3Client s3;
  private final String bucket;
  private final Endorsements endorsements;
  private final Suppressions suppressions;
  private final Peppers peppers;
  private final Audit audit;
  private final Clock clock;
  private final List<String> withoutActivation;

  ImportEndorsements(
      S3Client s3,
      @Value("${bucket}") String bucket,
      Endorsements endorsements,
      Suppressions suppressions,
      Peppers peppers,
      Audit audit,
      Clock clock,
      @Value("${notices.without.activation:}") String withoutActivation) {
    this.s3 = s3;
    this.bucket = bucket;
    this.endorsements = endorsements;
    this.suppressions = suppressions;
    this.peppers = peppers;
    this.audit = audit;
    this.clock = clock;
    this.withoutActivation =
        Arrays.stream(withoutActivation.split(",")).map(String::strip).toList();
  }

  /** Imports one uploaded file and deletes it; a file that is gone was imported before. */
  ImportSummary run(String key) {
    ImportSummary summary;
    try (InputStream file = new SlicedFile(s3, bucket, key)) {
      summary = read(file);
    } catch (NoSuchKeyException gone) {
      return ImportSummary.EMPTY;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    audit.add(line(summary));
    s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    return summary;
  }

  /** Reads what each line is compared with, for an address of a domain that cannot exist. */
  void lookUp() {
    List<String> nobody = peppers.hashes(new EmailAddress("nobody@priming.invalid"));
    suppressions.suppressed(nobody);
    endorsements.known(nobody);
  }

  /** Asks for a file that no import is triggered by. */
  void openFile() {
    try {
      s3.getObjectAsBytes(get -> get.bucket(bucket).key("imports/priming"));
    } catch (NoSuchKeyException expected) {
      // Asking was all.
    }
  }

  /** Numbers only: the file's name is whatever somebody typed. */
  private Audit.Act line(ImportSummary summary) {
    Map<String, String> about =
        Map.of(
            "accepted", Integer.toString(summary.accepted()),
            "duplicates", Integer.toString(summary.duplicates()),
            "suppressed", Integer.toString(summary.suppressed()),
            "refused", Integer.toString(summary.refused()));
    return new Audit.Act(clock.instant(), "function:endorsements", "import", about, null);
  }

  /** Reads a file to its end, {@value #BATCH} lines in memory at a time. */
  ImportSummary read(InputStream file) throws IOException {
    Tally tally = new Tally();
    Map<List<String>, Endorsement> batch = new LinkedHashMap<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(file, StandardCharsets.UTF_8)) {
      Iterator<CsvRecord> lines = reader.iterator();
      if (!lines.hasNext() || !lines.next().getFields().equals(ImportLine.HEADER)) {
        return tally.refuse(1, "the header is not email,basis,at,source,noticeVersion").summary();
      }
      Instant now = clock.instant();
      while (lines.hasNext()) {
        CsvRecord line = lines.next();
        tally.lastLine = line.getStartingLineNumber();
        switch (ImportLine.of(line.getFields(), now, withoutActivation)) {
          case ImportLine.Refused(String reason) ->
              tally.refuse(line.getStartingLineNumber(), reason);
          case ImportLine.InOrder inOrder -> {
            List<String> hashes = peppers.hashes(inOrder.address());
            if (batch.putIfAbsent(hashes, endorsement(hashes.getFirst(), inOrder)) != null) {
              tally.duplicates++;
            }
          }
        }
        if (batch.size() == BATCH) {
          store(batch, tally);
        }
      }
    } catch (CsvParseException broken) {
      // What came before is kept: importing again is harmless, and the summary names the failure.
      tally.refuse(tally.lastLine + 1, "not readable as CSV from here on");
    }
    store(batch, tally);
    return tally.summary();
  }

  private static Endorsement endorsement(String hash, ImportLine.InOrder line) {
    return new Endorsement(
        hash, line.basis(), line.collectedAt(), line.source(), line.noticeVersion());
  }

  /**
   * Stores those of a batch that are neither suppressed nor known.
   *
   * @param batch by all the hashes an address may be stored under
   */
  private void store(Map<List<String>, Endorsement> batch, Tally tally) {
    if (batch.isEmpty()) {
      return;
    }
    tally.suppressed += without(batch, suppressions.suppressed(all(batch)));
    tally.duplicates += without(batch, endorsements.known(all(batch)));
    endorsements.putAll(batch.values());
    tally.accepted += batch.size();
    batch.clear();
  }

  private static List<String> all(Map<List<String>, ?> batch) {
    return batch.keySet().stream().flatMap(List::stream).toList();
  }

  /** Takes out the addresses known under one of these hashes: how many they were. */
  private static int without(Map<List<String>, ?> batch, Set<String> hashes) {
    int before = batch.size();
    batch.keySet().removeIf(address -> address.stream().anyMatch(hashes::contains));
    return before - batch.size();
  }

  /** The counts of one file. */
  private static final class Tally {
    private int accepted;
    private int duplicates;
    private int suppressed;
    private int refused;
    private long lastLine = 1;
    private final java.util.ArrayList<ImportSummary.RefusedLine> refusedLines =
        new java.util.ArrayList<>();

    Tally refuse(long line, String reason) {
      refused++;
      if (refusedLines.size() < ImportSummary.NAMED) {
        refusedLines.add(new ImportSummary.RefusedLine(line, reason));
      }
      return this;
    }

    ImportSummary summary() {
      return new ImportSummary(
          accepted, duplicates, suppressed, refused, List.copyOf(refusedLines));
    }
  }
}
