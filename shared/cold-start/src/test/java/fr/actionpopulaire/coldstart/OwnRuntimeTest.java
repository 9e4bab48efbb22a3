package fr.actionpopulaire.coldstart;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions in the packaging of {@code ./mvnw -Pown-runtime}, laid out beside the managed one and
 * started by their {@code bootstrap}: as small as ADR 0070 wants, answering their samples as the
 * managed ones do, from the cache they were given. One that everybody waits for, and the one that
 * needs most of the JDK.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnRuntimeTest {

  private static final Path HOUSE =
      Path.of(System.getProperty("house", "../..")).toAbsolutePath().normalize();

  private static final Predicate<String> PICTURE =
      line -> line.startsWith("com.sun.imageio.plugins.jpeg.JPEGImageReader ");

  private static final long MOST_BYTES = 60_000_000;

  private Path work;
  private Stage stage;
  private Launch launch;
  private OwnRuntime runtime;

  @BeforeAll
  void set(@TempDir Path folder) throws IOException, InterruptedException {
    work = folder;
    stage = Stage.set(HOUSE, work);
    launch = Launch.of(HOUSE, work, stage.endpoints());
    runtime = new OwnRuntime(launch, work);
  }

  @AfterAll
  void end() {
    stage.close();
  }

  Stream<FunctionSpec> functions() {
    return stage.functions().stream()
        .filter(spec -> List.of("signup", "photos").contains(spec.name()));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionWithARuntimeOfItsOwnAnswersAsTheManagedOneDoes(
      FunctionSpec spec, TestReporter report) throws Exception {
    Map<String, Long> before = lengths(spec.code());
    Subject managed = stage.managed(spec);
    Path folder = work.resolve(spec.name());
    List<byte[]> samples = stage.payloads().all(spec.name());
    Subject own = OwnRuntime.with(managed, runtime.lay(managed, folder, samples));

    long bytes = new ZipSize().of(folder);
    Path classes = work.resolve(spec.name() + ".classes");
    List<String> fromManaged = answers(managed, samples, List.of());
    List<String> fromOwn = answers(own, samples, logging(classes));
    String said = Files.readString(launch.log());
    boolean drew = Files.readAllLines(classes).stream().anyMatch(PICTURE);
    List<String> ours = ours(classes);
    long cached = ours.stream().filter(OwnRuntimeTest::isCached).count();
    report.publishEntry(
        spec.name(),
        "%.1f MB, %d of our %d classes from the cache, answers %s"
            .formatted(bytes / 1e6, cached, ours.size(), fromOwn));
    assertAll(
        () -> assertTrue(bytes <= MOST_BYTES, () -> bytes + " bytes"),
        () -> assertEquals(untilRefused(fromManaged, fromOwn), fromOwn),
        () -> assertTrue(fromOwn.stream().anyMatch(answer -> !answer.startsWith("failed"))),
        // Photos rehearse a whole picture when they start.
        () -> assertFalse(said.contains("Not primed"), said),
        () -> assertEquals(spec.name().equals("photos"), drew),
        () -> assertTrue(cached > 0.9 * ours.size(), () -> cached + " of " + ours.size()),
        () -> assertEquals(AmazonRoots.NAMES, AmazonRoots.trustedBy(folder.resolve("runtime"))),
        () -> assertEquals(before, lengths(spec.code()), "the managed package"));

    // That starting without the cache would have been seen: the bootstrap does so where there is
    // none.
    Files.delete(folder.resolve("function.aot"));
    assertEquals(
        List.of(fromOwn.getFirst()), answers(own, samples.subList(0, 1), logging(classes)));
    assertEquals(0, ours(classes).stream().filter(OwnRuntimeTest::isCached).count());
  }

  /** The same data was asked of before: one code too many for an address is refused by then. */
  private static List<String> untilRefused(List<String> answers, List<String> later) {
    List<String> expected = new ArrayList<>(answers);
    int refused = later.indexOf("429");
    if (refused >= 0) {
      expected.set(refused, "429");
    }
    return expected;
  }

  /** The log of classes that {@code -Xlog:class+load} wrote, as far as they are ours. */
  private static List<String> ours(Path classes) throws IOException {
    return Files.readAllLines(classes).stream()
        .filter(line -> line.startsWith("fr.actionpopulaire.") && !line.contains("/0x"))
        .toList();
  }

  private static boolean isCached(String line) {
    return line.contains("shared objects file");
  }

  private static List<String> logging(Path classes) {
    return List.of("-Xlog:class+load:file=" + classes + ":none:filecount=0");
  }

  private List<String> answers(Subject subject, List<byte[]> samples, List<String> flags)
      throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    try (Trial trial = Trial.start(subject, launch, flags)) {
      trial.init();
      for (byte[] sample : samples) {
        answers.add(trial.kind(sample));
      }
    }
    return answers;
  }

  private static Map<String, Long> lengths(Path folder) throws IOException {
    Map<String, Long> lengths = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lengths.put(folder.relativize(file).toString(), Files.size(file));
      }
    }
    return lengths;
  }
}
