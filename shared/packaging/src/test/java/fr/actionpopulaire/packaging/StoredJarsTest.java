package fr.actionpopulaire.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJarsTest {

  private static final byte[] TEXT =
      "Le même texte, encore et encore. ".repeat(100).getBytes(UTF_8);

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void jar() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    jar = folder.resolve("lib/one.jar");
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      // A folder's own entry is how the framework finds its beans' names.
      to.putNextEntry(new ZipEntry("META-INF/"));
      to.putNextEntry(new ZipEntry("META-INF/text"));
      to.write(TEXT);
      to.putNextEntry(new ZipEntry("empty"));
    }
  }

  @Test
  void leavesAFolderThatIsNotThereAlone() throws IOException {
    StoredJars.main(new String[] {folder.resolve("none").toString()});
    assertFalse(Files.exists(folder.resolve("none")));
  }

  private void pack() throws IOException {
    StoredJars.main(new String[] {folder.toString()});
  }

  @Test
  void keepsEveryEntryAndCompressesNone() throws IOException {
    assertTrue(Files.size(jar) < TEXT.length);
    pack();
    assertTrue(Files.size(jar) > TEXT.length);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertEquals(
          Set.of("META-INF/", "META-INF/text", "empty"),
          zip.stream().map(ZipEntry::getName).collect(Collectors.toSet()));
      assertTrue(zip.stream().allMatch(entry -> entry.getMethod() == ZipEntry.STORED));
      assertArrayEquals(TEXT, zip.getInputStream(zip.getEntry("META-INF/text")).readAllBytes());
    }
  }

  @Test
  void doesNotTouchWhatIsStoredAlready() throws IOException {
    pack();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    pack();
    assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(jar));
  }

  @Test
  void takesAwayWhatAnotherPackagingLeft() throws IOException {
    Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
    Files.createDirectories(folder.resolve("runtime/bin"));
    Files.writeString(folder.resolve("runtime/bin/java"), "");
    pack();
    assertFalse(Files.exists(folder.resolve("bootstrap")));
    assertFalse(Files.exists(folder.resolve("runtime")));
    assertTrue(Files.exists(jar));
  }
}
