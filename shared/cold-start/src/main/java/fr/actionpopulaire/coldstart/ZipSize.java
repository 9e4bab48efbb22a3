package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** How large a folder is as a zip, without writing it. */
final class ZipSize {

  /** A local header and an entry of the central directory, without the name they both hold. */
  private static final int HEADERS = 30 + 46;

  /** By the file itself: packages share some of theirs. */
  private final Map<Object, Long> known = new HashMap<>();

  /** Bytes, each file compressed as {@code zip} and SAM do by default. */
  long of(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += compressed(file) + HEADERS + 2L * folder.relativize(file).toString().length();
    }
    return bytes;
  }

  private long compressed(Path file) throws IOException {
    Object key =
        Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    Long size = known.get(key);
    if (size == null) {
      size = compress(file);
      known.put(key, size);
    }
    return size;
  }

  private static long compress(Path file) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (InputStream from = Files.newInputStream(file);
        OutputStream to = new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
      from.transferTo(to);
      to.flush();
    }
    long size = deflater.getBytesWritten();
    deflater.end();
    return size;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}
