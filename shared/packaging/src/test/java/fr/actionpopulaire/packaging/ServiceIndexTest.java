package fr.actionpopulaire.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceIndexTest {

  private static final String BEANS =
      "META-INF/micronaut/io.micronaut.inject.BeanDefinitionReference/";

  @TempDir Path folder;

  private void jar(String name, Map<String, String> entries) throws IOException {
    Path jar = Files.createDirectories(folder.resolve("lib")).resolve(name);
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        to.putNextEntry(new ZipEntry(entry.getKey()));
        to.write(entry.getValue().getBytes(UTF_8));
      }
    }
  }

  private String packed() throws IOException {
    StoredJars.main(new String[] {folder.toString()});
    try (ZipFile zip = new ZipFile(folder.resolve("lib/packaged-services.jar").toFile())) {
      return new String(zip.getInputStream(zip.getEntry(ServiceIndex.ENTRY)).readAllBytes(), UTF_8);
    }
  }

  @Test
  void namesWhatEveryJarProvidesServiceByService() throws IOException {
    jar("b.jar", Map.of(BEANS, "", BEANS + "house.$Second$Definition", ""));
    jar("a.jar", Map.of(BEANS + "house.$First$Definition", "", "META-INF/micronaut/house.S/A", ""));
    assertEquals(
        """
        house.S A
        io.micronaut.inject.BeanDefinitionReference house.$First$Definition house.$Second$Definition
        """,
        packed());
  }

  @Test
  void readsWhatIsProvidedToTheFrameworkInJavasWay() throws IOException {
    jar(
        "a.jar",
        Map.of(
            "META-INF/services/io.micronaut.S",
            "# why\n\nhouse.One # the first\n house.Two\n",
            "META-INF/services/java.S",
            "house.Three"));
    assertEquals("io.micronaut.S house.One house.Two\n", packed());
  }

  @Test
  void leavesOutPartsOfTheFrameworkThatNoFunctionUses() throws IOException {
    jar(
        "a.jar",
        Map.of(
            BEANS + "io.micronaut.http.ssl.$Keys$Definition",
            "",
            BEANS + "io.micronaut.http.sslx.$Keys$Definition",
            "",
            BEANS + "house.io.micronaut.http.ssl.$Keys$Definition",
            "",
            "META-INF/micronaut/house.S/io.micronaut.http.ssl.$Keys$Definition",
            ""));
    assertEquals(
        """
        house.S io.micronaut.http.ssl.$Keys$Definition
        io.micronaut.inject.BeanDefinitionReference house.io.micronaut.http.ssl.$Keys$Definition\
         io.micronaut.http.sslx.$Keys$Definition
        """,
        packed());
  }

  @Test
  void isTheSameWheneverItIsMade() throws IOException {
    jar("a.jar", Map.of(BEANS + "house.$First$Definition", ""));
    String once = packed();
    byte[] bytes = Files.readAllBytes(folder.resolve("lib/packaged-services.jar"));
    assertEquals(once, packed());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("lib/packaged-services.jar")));
  }
}
