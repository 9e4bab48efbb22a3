package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each function's package holds, and above all what it does not. */
class PackagesTest {

  /** Bytes of the zip that is deployed: a cold start downloads and unpacks it. */
  private static final long MOST_BYTES = 15_000_000;

  private static final String BEANS = "io.micronaut.inject.BeanDefinitionReference";

  /** Compressed sizes of jars by their content's checksum: packages share most of theirs. */
  private static final Map<Long, Long> COMPRESSED = new HashMap<>();

  private static final Pattern FOREIGN_JAR =
      Pattern.compile(
          "(?i).*(netty|dynamodblocal|sqlite|s3proxy|jetty|junit|opentest4j|mockito|testcontainers"
              + "|archunit|angus-mail|jakarta.servlet|apache-client|apache5-client|aws-crt"
              + "|micronaut-http-client|micronaut-reactor|errorprone|error_prone|nullaway|local-clock|embedded-aws|testing-).*");

  private static final Pattern FOREIGN_CLASS =
      Pattern.compile(
          "fr/actionpopulaire/(local|testing|embeddedaws)/.*|io/netty/.*|org/junit/.*"
              + "|com/amazonaws/services/dynamodbv2/local/.*|com/tngtech/.*|org/testcontainers/.*");

  @BeforeAll
  static void packaged() {
    House.functions()
        .forEach(f -> House.assumeBuilt(House.path("functions/" + f + "/target/function/lib")));
  }

  private static List<Path> jars(String function) {
    return House.files(House.path("functions/" + function + "/target/function"), ".jar");
  }

  private static String name(Path jar) {
    return Objects.requireNonNull(jar.getFileName()).toString();
  }

  private static List<DynamicTest> each(java.util.function.Consumer<String> check) {
    return House.functions().stream()
        .map(function -> DynamicTest.dynamicTest(function, () -> check.accept(function)))
        .toList();
  }

  @TestFactory
  List<DynamicTest> holdsTheCodeOfOneFunction() {
    return each(
        function -> {
          List<String> ours = new ArrayList<>();
          for (Path jar : jars(function)) {
            if (House.functions().stream().anyMatch(other -> name(jar).startsWith(other + "-1."))) {
              ours.add(name(jar));
            }
          }
          assertEquals(List.of(function + "-1.0.0-SNAPSHOT.jar"), ours);
          for (String entry : ownEntries(function).keySet()) {
            for (String other : House.functions()) {
              assertTrue(
                  other.equals(function) || !entry.contains("/actionpopulaire/" + other + "/"),
                  entry);
            }
          }
        });
  }

  @TestFactory
  List<DynamicTest> holdsNothingOfTestsAndNothingLocal() {
    return each(
        function -> {
          List<String> foreign = new ArrayList<>();
          for (Path jar : jars(function)) {
            if (FOREIGN_JAR.matcher(name(jar)).matches()) {
              foreign.add(name(jar));
            }
            for (String entry : entries(jar).keySet()) {
              if (FOREIGN_CLASS.matcher(entry).matches()) {
                foreign.add(name(jar) + "!" + entry);
              }
            }
          }
          assertEquals(List.of(), foreign);
        });
  }

  /**
   * The local system's routes begin with {@code /_local}; its clock replaces the function's.
   * Neither may be reachable when deployed, by whatever variable or header.
   */
  @TestFactory
  List<DynamicTest> hasNoLocalRouteAndNoOtherClock() {
    return each(
        function -> {
          List<String> found = new ArrayList<>();
          ownEntries(function)
              .forEach(
                  (entry, bytes) -> {
                    String content = new String(bytes, StandardCharsets.ISO_8859_1);
                    for (String banned :
                        List.of(
                            "_local",
                            "fr.actionpopulaire.local",
                            "fr/actionpopulaire/local",
                            "java/time/Clock$",
                            "(Ljava/time/Instant;Ljava/time/ZoneId;)Ljava/time/Clock;",
                            "(Ljava/time/Clock;Ljava/time/Duration;)Ljava/time/Clock;")) {
                      if (content.contains(banned)) {
                        found.add(entry + ": " + banned);
                      }
                    }
                    if (content.contains("io/micronaut/context/annotation/Replaces")
                        && content.contains("java/time/Clock")) {
                      found.add(entry + ": replaces a clock");
                    }
                  });
          assertEquals(List.of(), found);
        });
  }

  @TestFactory
  List<DynamicTest> isSmall() {
    return each(
        function -> {
          long bytes = jars(function).stream().mapToLong(PackagesTest::compressed).sum();
          assertTrue(
              bytes > 1_000_000 && bytes <= MOST_BYTES, function + " has " + bytes + " bytes");
        });
  }

  /** A stored jar is compressed once, as a whole, and its classes are read without inflating. */
  @TestFactory
  List<DynamicTest> holdsStoredJars() {
    return each(
        function -> {
          for (Path jar : jars(function)) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
              assertTrue(
                  zip.stream().allMatch(entry -> entry.getMethod() == ZipEntry.STORED), name(jar));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /**
   * The framework is told what it would find in the jars by itself; of its own beans, not those no
   * function has a use for. A bean of ours that was left out would be missed by nobody but users.
   */
  @TestFactory
  List<DynamicTest> saysWhichBeansItHolds() {
    return each(
        function -> {
          Map<String, Set<String>> found = found(jars(function));
          Map<String, Set<String>> said = said(function);
          Set<String> leftOut = new TreeSet<>();
          found.forEach(
              (service, providers) -> {
                Set<String> missing = new TreeSet<>(providers);
                missing.removeAll(said.getOrDefault(service, Set.of()));
                if (service.equals(BEANS)) {
                  leftOut.addAll(missing);
                } else {
                  assertEquals(Set.of(), missing, service);
                }
              });
          assertTrue(
              found.getOrDefault(BEANS, Set.of()).containsAll(said.getOrDefault(BEANS, Set.of())),
              "more than there is");
          assertTrue(leftOut.stream().allMatch(bean -> bean.startsWith("io.micronaut.")));
          assertFalse(said.getOrDefault(BEANS, Set.of()).isEmpty(), "no bean at all");
          assertFalse(leftOut.isEmpty(), "nothing was left out: is the list still right?");
        });
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Set<String>> found(List<Path> jars) {
    URL[] urls = jars.stream().map(PackagesTest::url).toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      return (Map<String, Set<String>>)
          loader
              .loadClass("io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils")
              .getMethod("findAllMicronautMetaServices", ClassLoader.class)
              .invoke(null, loader);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Set<String>> said(String function) {
    Path index = House.path("functions/" + function + "/target/function/lib/packaged-services.jar");
    try (ZipFile zip = new ZipFile(index.toFile());
        var content = zip.getInputStream(zip.getEntry("META-INF/packaged-services"))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> List.of(line.split(" ", -1)))
          .collect(
              Collectors.toMap(
                  List::getFirst, names -> Set.copyOf(names.subList(1, names.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long compressed(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      CRC32 checksum = new CRC32();
      checksum.update(content);
      return COMPRESSED.computeIfAbsent(checksum.getValue(), unused -> deflated(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] block = new byte[1 << 16];
    while (!deflater.finished()) {
      var unused = deflater.deflate(block);
    }
    long size = deflater.getBytesWritten();
    deflater.end();
    return size;
  }

  /** Every entry of the jars this repository makes, with its content. */
  private static Map<String, byte[]> ownEntries(String function) {
    Map<String, byte[]> own = new LinkedHashMap<>();
    for (Path jar : jars(function)) {
      if (name(jar).endsWith("-1.0.0-SNAPSHOT.jar")) {
        entries(jar).forEach((entry, bytes) -> own.put(name(jar) + "!/" + entry, bytes));
      }
    }
    return own;
  }

  private static Map<String, byte[]> entries(Path jar) {
    boolean own = name(jar).endsWith("-1.0.0-SNAPSHOT.jar");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (var content = zip.getInputStream(entry)) {
          entries.put(entry.getName(), own ? content.readAllBytes() : new byte[0]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }
}
