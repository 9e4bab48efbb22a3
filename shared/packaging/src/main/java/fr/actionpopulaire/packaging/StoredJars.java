package fr.actionpopulaire.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a package's jars without compression. The zip that is deployed compresses each of them
 * as a whole, which makes it a third smaller than compressing class by class and then again; and a
 * cold start has nothing to inflate.
 */
public final class StoredJars {

  private static final String INDEX = "packaged-services.jar";

  private StoredJars() {}

  /**
   * Rewrites every jar under {@code lib} of the folder given, adds one with the {@link
   * ServiceIndex}, and deletes whatever else lies in the folder, which another packaging left. A
   * jar that is stored already is not touched; a rewritten one has the entries it had, in their
   * order. Where there is no such folder, as in the parent of the functions' modules, nothing
   * happens.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (!Files.exists(folder)) {
      return;
    }
    for (Path other : list(folder)) {
      if (!other.endsWith("lib")) {
        delete(other);
      }
    }
    Path lib = folder.resolve("lib");
    Path index = lib.resolve(INDEX);
    Files.deleteIfExists(index);
    ServiceIndex.write(index, list(lib));
    for (Path jar : list(lib)) {
      store(jar);
    }
  }

  static void store(Path jar) throws IOException {
    Path stored = jar.resolveSibling(Objects.requireNonNull(jar.getFileName()) + ".stored");
    try (ZipFile from = new ZipFile(jar.toFile())) {
      if (from.stream().allMatch(entry -> entry.getMethod() == ZipEntry.STORED)) {
        return;
      }
      try (OutputStream file = Files.newOutputStream(stored);
          ZipOutputStream to = new ZipOutputStream(file)) {
        for (ZipEntry entry : from.stream().toList()) {
          to.putNextEntry(stored(entry));
          try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
          }
        }
      }
    }
    Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ZipEntry stored(ZipEntry entry) {
    ZipEntry stored = new ZipEntry(entry.getName());
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(entry.getSize());
    stored.setCrc(entry.getCrc());
    stored.setTimeLocal(entry.getTimeLocal());
    return stored;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
