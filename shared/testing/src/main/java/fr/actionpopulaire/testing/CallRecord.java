package fr.actionpopulaire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the handlers of one function called while its tests ran, in {@code target/calls.txt} of its
 * module: one line each, {@code granted} or {@code denied}, action, resource, key family, between
 * tabulators. A run of the module's whole suite starts the file anew; a run of chosen tests, or one
 * in an IDE, adds to it.
 */
public final class CallRecord {

  private static final Optional<CallRecord> OWN =
      UnderRole.function().map(folder -> new CallRecord(fileOf(folder)).begun());

  private final Path file;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private CallRecord(Path file) {
    this.file = file;
  }

  /** The record of the function in that folder; empty if its tests have not run. */
  public static Optional<CallRecord> ofFunction(String folder) {
    Path file = fileOf(House.path().resolve("functions").resolve(folder));
    return Files.exists(file) ? Optional.of(new CallRecord(file)) : Optional.empty();
  }

  private static Path fileOf(Path module) {
    return module.resolve("target").resolve("calls.txt");
  }

  /** What was called and granted. */
  public Set<Grant> granted() {
    return read("granted");
  }

  /** What was called and not granted. */
  public Set<Grant> denied() {
    return read("denied");
  }

  private Set<Grant> read(String verdict) {
    Set<Grant> grants = new TreeSet<>(java.util.Comparator.comparing(Grant::toString));
    for (String line : lines()) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals(verdict)) {
        grants.add(new Grant(fields[1], fields[2], fields[3]));
      }
    }
    return grants;
  }

  static void granted(Set<Grant> grants) {
    OWN.ifPresent(own -> grants.forEach(grant -> own.add("granted", grant)));
  }

  static void denied(Access access) {
    OWN.ifPresent(
        own ->
            (access.leadingKeys().isEmpty() ? List.of("") : access.leadingKeys())
                .forEach(
                    key ->
                        own.add(
                            "denied",
                            new Grant(
                                access.action(),
                                Grant.shortName(access.resource()),
                                family(key)))));
  }

  /** {@code M#*} for {@code M#abc}: ids and hashes are of no interest. */
  static String family(String key) {
    return key.contains("#") ? key.substring(0, key.indexOf('#') + 1) + "*" : key;
  }

  private CallRecord begun() {
    boolean wholeSuite =
        System.getProperty("surefire.test.class.path") != null
            && System.getProperty("test") == null;
    try {
      if (wholeSuite) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.addAll(lines());
    return this;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void add(String verdict, Grant grant) {
    String line = String.join("\t", verdict, grant.action(), grant.resource(), grant.keys());
    if (known.add(line)) {
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
