package fr.actionpopulaire.local.clock;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovableClockTest {
  @TempDir Path folder;

  @Test
  void followsTheFileAtOnce() throws IOException {
    Path file = fileWith(Duration.ZERO);
    Clock clock = MovableClock.readingFrom(file);
    assertNear(Instant.now(), clock.instant());

    write(file, Duration.ofDays(180));
    assertNear(Instant.now().plus(Duration.ofDays(180)), clock.instant());
    assertNear(
        Instant.now().plus(Duration.ofDays(180)),
        clock.withZone(ZoneId.of("Europe/Paris")).instant());

    write(file, Duration.ofDays(-400));
    assertNear(Instant.now().minus(Duration.ofDays(400)), clock.instant());
  }

  /** A package says which beans it holds, so what is laid beside it has to say so too. */
  @Test
  void everyBeanIsInTheListThatPackagedFunctionsRead() throws Exception {
    String service = "io.micronaut.inject.BeanDefinitionReference";
    Path classes =
        Path.of(MovableClock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String listed = Files.readString(classes.resolve("META-INF/services-beside-package"));
    try (Stream<Path> beans = Files.list(classes.resolve("META-INF/micronaut/" + service))) {
      assertEquals(
          service + beans.map(bean -> " " + bean.getFileName()).sorted().collect(joining()),
          listed.strip());
    }
  }

  @Test
  void takesThePlaceOfTheFunctionsClock() throws IOException {
    Path file = fileWith(Duration.ofHours(5));
    System.setProperty(ClockInstead.FILE, file.toString());
    try (ApplicationContext context = ApplicationContext.run()) {
      assertInstanceOf(MovableClock.class, context.getBean(Clock.class));
    } finally {
      System.clearProperty(ClockInstead.FILE);
    }
  }

  private Path fileWith(Duration offset) throws IOException {
    Path file = folder.resolve("clock");
    write(file, offset);
    return file;
  }

  private static void write(Path file, Duration offset) throws IOException {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(offset.toMillis()).array();
    Files.write(file, bytes, StandardOpenOption.CREATE);
  }

  private static void assertNear(Instant expected, Instant seen) {
    assertTrue(
        Duration.between(expected, seen).abs().compareTo(Duration.ofSeconds(5)) < 0,
        () -> expected + " and " + seen);
  }
}
