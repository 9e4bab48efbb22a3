package fr.actionpopulaire.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes down what a package's jars provide to the framework, which would otherwise open each of
 * them as a file system, at every start, to look for it.
 */
final class ServiceIndex {

  /** Where functions look for it; one service a line, then the classes that provide it. */
  static final String ENTRY = "META-INF/packaged-services";

  /** The framework's own way: an entry for each service and class that provides it. */
  private static final Pattern FRAMEWORK =
      Pattern.compile("META-INF/micronaut/([^/]+)/([^/.][^/]*)");

  /** Java's: a file for each service, a class on each line. */
  private static final Pattern JAVA = Pattern.compile("META-INF/services/(io\\.micronaut\\.[^/]+)");

  private static final Pattern COMMENT = Pattern.compile("#.*");

  private static final String BEANS = "io.micronaut.inject.BeanDefinitionReference";

  /**
   * Parts of the framework no function has a use for: other payloads, a server of its own with TLS,
   * loggers other than ours, timers, versions of routes. Every start would load their beans to find
   * out that they are not wanted.
   */
  private static final List<String> UNUSED =
      List.of(
          "io.micronaut.function.aws.proxy.alb.",
          "io.micronaut.function.aws.proxy.payload1.",
          "io.micronaut.http.server.cors.",
          "io.micronaut.http.server.websocket.",
          "io.micronaut.http.ssl.",
          "io.micronaut.logging.",
          "io.micronaut.runtime.graceful.",
          "io.micronaut.runtime.server.watch.",
          "io.micronaut.scheduling.async.",
          "io.micronaut.scheduling.io.watch.",
          "io.micronaut.scheduling.processor.",
          "io.micronaut.servlet.http.server.",
          "io.micronaut.web.router.version.");

  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Map<String, Set<String>> providers = new TreeMap<>();

  private ServiceIndex() {}

  /** Writes what these jars provide into one more, beside them. */
  static void write(Path index, List<Path> jars) throws IOException {
    ServiceIndex services = new ServiceIndex();
    for (Path jar : jars) {
      services.read(jar);
    }
    ZipEntry entry = new ZipEntry(ENTRY);
    entry.setTimeLocal(ALWAYS);
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(index))) {
      to.putNextEntry(entry);
      to.write(services.text().getBytes(UTF_8));
    }
  }

  private void read(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Matcher framework = FRAMEWORK.matcher(entry.getName());
        Matcher java = JAVA.matcher(entry.getName());
        if (framework.matches()) {
          add(framework.group(1), framework.group(2));
        } else if (java.matches()) {
          String text = new String(zip.getInputStream(entry).readAllBytes(), UTF_8);
          COMMENT
              .matcher(text)
              .replaceAll("")
              .lines()
              .map(String::strip)
              .filter(provider -> !provider.isEmpty())
              .forEach(provider -> add(java.group(1), provider));
        }
      }
    }
  }

  private void add(String service, String provider) {
    if (service.equals(BEANS) && UNUSED.stream().anyMatch(provider::startsWith)) {
      return;
    }
    providers.computeIfAbsent(service, name -> new TreeSet<>()).add(provider);
  }

  private String text() {
    return providers.entrySet().stream()
        .map(service -> service.getKey() + " " + String.join(" ", service.getValue()) + "\n")
        .collect(Collectors.joining());
  }
}
