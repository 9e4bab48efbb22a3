package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.lambda.LambdaFunction;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.lambda.Workspace;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each packaged function in a process of its own, just when it is ready, which is when a snapshot
 * is taken: nothing is in it that its restores must not share or that stood in a table, and nothing
 * of ours is left to load, whatever it is asked first. What it was asked is then forgotten.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrimedFunctionsTest {

  private static final Path HOUSE = Path.of(System.getProperty("house", "../.."));

  /** Stand in the samples for an event that exists. */
  private static final Pattern EVENT =
      Pattern.compile("e0000000000000000000000001|3v8q2m7xk0c4z9t6w1hn5jrd2b");

  /** The SDK's pauses between tries: two processes may wait alike. */
  private static final Set<String> PAUSES =
      Set.of(
          "software.amazon.awssdk.core.retry.backoff.FullJitterBackoffStrategy.random:"
              + " java.util.Random",
          "software.amazon.awssdk.utils.cache.CachedSupplier.jitterRandom: java.util.Random");

  /** The package says which beans it holds, and its settings are code: nobody looks into jars. */
  private static final String ZIP = "jdk.nio.zipfs.";

  /** What a start may ask of the database; what it looks for is not there. */
  private static final Set<String> LOOKS = Set.of("GetItem", "BatchGetItem", "Query");

  private static final String DATABASE = "AWS_ENDPOINT_URL_DYNAMODB";

  /** What the platform says of one invocation. */
  private static final Pattern INVOCATION =
      Pattern.compile(
          "\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+"
              + "com\\.amazonaws\\.services\\.lambda\\.runtime\\.api\\.client\\.api\\.LambdaContext\\b.*");

  private static final Pattern REFUSAL = Pattern.compile("\"statusCode\":[345]");

  /** What a logger is until the first one is made: to it, the framework traces all it does. */
  private static final String RECORDER = "org.slf4j.event.EventRecordingLogger ";

  private final LocalSystem system = RunningSystem.get();
  private String organiser = "";
  private String member = "";
  private String event = "";

  /** All samples are sent about this one, which some of them cancel. */
  private String ofSamples = "";

  @BeforeAll
  void somebodyOrganisesSomethingThatSomebodyComesToAndSomebodyReports() {
    system.settled().join();
    Visitor nobody = Visitor.of(system);
    RunningSystem.moveClock(nobody, "2026-11-21T10:00:00Z");
    Visitor one = nobody.activate("primed@example.org", "Camille", "75111", true);
    organiser = one.token();
    event = published(one);
    ofSamples = published(one);
    assertEquals(200, one.put("/v1/events/" + ofSamples + "/rsvp", "{\"guests\":0}").status());
    Visitor another = nobody.activate("comes.primed@example.org", "Camille", "75111", true);
    member = another.token();
    assertEquals(200, another.put("/v1/events/" + event + "/rsvp", "{\"guests\":0}").status());
    for (String target : List.of("/evenements/" + event, "/mentions-legales")) {
      assertEquals(
          201,
          nobody
              .post(
                  "/v1/reports",
                  """
                  {"target":"%s","ground":"spam","explanation":"Toujours le même texte.",
                   "email":"witness.primed@example.org","goodFaith":true}
                  """
                      .formatted(target))
              .status());
    }
  }

  private static String published(Visitor organiser) {
    return organiser
        .post(
            "/v1/events",
            """
            {"kind":"leafleting","title":"Tractage","description":"On se retrouve là.",
             "startsAt":"2026-12-05T10:00:00+01:00","endsAt":"2026-12-05T12:00:00+01:00",
             "timeZone":"Europe/Paris","commune":"75111","place":"Métro","capacity":9}
            """)
        .text("/id");
  }

  Stream<String> functions() {
    return system.functions().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aPrimedFunctionSharesNothingAndHasNothingLeftToLoad(
      String name, @TempDir Path folder, TestReporter report) throws Exception {
    Path classes = folder.resolve("classes.log");
    FunctionSpec spec = ClassLog.written(system.functions().get(name).spec(), classes);
    Map<String, String> endpoints = new HashMap<>(system.aws().endpointVariables());
    try (Overheard overheard = new Overheard(endpoints.get(DATABASE));
        LambdaFunction function =
            LambdaFunction.deploy(spec, workspace(folder, Map.of(DATABASE, overheard.address())))) {
      assertTrue(function.warm(), function.logTail());
      List<String> asked = overheard.asked();
      long pid = function.processes().getFirst().pid();
      List<String> atStart = Files.readAllLines(classes);
      Set<String> shared = keepsakes(pid, folder.resolve("heap.hprof"));
      List<Integer> ports = Sockets.remotePorts(pid);
      String api = Sockets.variable(pid, "AWS_LAMBDA_RUNTIME_API");
      String said = Files.readString(function.logFile());

      int samples = sendSamples(function);
      int remembered = invocations(pid);
      List<String> all = Files.readAllLines(classes);
      List<String> later = all.subList(atStart.size(), all.size());
      report.publishEntry(
          name,
          "%d classes when ready, %d later by %d samples"
              .formatted(atStart.size(), later.size(), samples));
      assertAll(
          () -> assertTrue(asked.size() <= 2 && LOOKS.containsAll(asked), "asked: " + asked),
          () -> assertEquals(Set.of(), shared, "held when ready"),
          () ->
              assertEquals(
                  List.of(),
                  ports.stream().filter(port -> !api.endsWith(":" + port)).toList(),
                  "connections held when ready"),
          () -> assertFalse(said.contains("Not primed"), said),
          () -> assertFalse(said.contains("\"ERROR\""), said),
          () -> assertEquals(List.of(), ClassLog.ours(later), "loaded by a request"),
          () -> assertTrue(samples > 1, "one invocation does not show whether it is kept"),
          () -> assertEquals(1, remembered, "invocations an environment keeps"),
          () ->
              assertEquals(List.of(), ClassLog.named(atStart, ZIP), "jars opened as file systems"),
          () -> assertEquals(List.of(), ClassLog.named(atStart, RECORDER), "asked for too early"),
          () -> assertFalse(ClassLog.ours(atStart).isEmpty(), "the log shows none of ours at all"),
          () -> assertFalse(later.isEmpty(), "the log ended before the requests"));
    }
  }

  /**
   * What is found was found before, made up: not even a lambda of ours is left to make. What purge
   * finds depends on the day, so it is not among them.
   */
  @ParameterizedTest
  @CsvSource({
    "account,read-account,Camille",
    "endorsements,file-gone-bad,accepted",
    "events,read,Tractage",
    "events,page-read,Tractage",
    "feedback,bounce,bounces",
    "mailer,message-put,batchItemFailures",
    "moderation,queue,explanation",
    "photos,photo-uploaded-unasked,ignored",
    "rekey,nightly,identities",
    "reports,page-form,/evenements",
    "rsvp,own-answers,Tractage",
    "rsvp,page-participation,Tractage",
    "signup,consents,newsletter",
    "site,home,html"
  })
  void whatIsAskedMostMakesNothingMore(
      String name, String asked, String shown, @TempDir Path folder) throws Exception {
    Path classes = folder.resolve("classes.log");
    FunctionSpec spec = ClassLog.written(system.functions().get(name).spec(), classes);
    try (LambdaFunction function = LambdaFunction.deploy(spec, workspace(folder))) {
      assertTrue(function.warm(), function.logTail());
      int ready = Files.readAllLines(classes).size();
      Outcome outcome =
          function.invoke(
              payload(HOUSE.resolve("events/" + name + "/" + asked + ".json"), member, event));
      assertInstanceOf(Outcome.Answered.class, outcome);
      assertFalse(REFUSAL.matcher(text(outcome)).find(), text(outcome));
      assertTrue(text(outcome).contains(shown), text(outcome));
      List<String> all = Files.readAllLines(classes);
      assertEquals(
          List.of(), ClassLog.named(all.subList(ready, all.size()), "fr.actionpopulaire."));
      assertTrue(
          ClassLog.named(all.subList(0, ready), "fr.actionpopulaire.").stream()
              .anyMatch(line -> line.contains("$$Lambda")),
          "the log shows no lambda at all");
    }
  }

  /** What is rarely asked is left to whoever asks for it: the request that started this waits. */
  @Test
  void aFunctionThatARequestStartsPreparesLess(@TempDir Path folder) throws Exception {
    Path awaited = folder.resolve("awaited.log");
    Path ahead = folder.resolve("ahead.log");
    FunctionSpec events = system.functions().get("events").spec();
    try (LambdaFunction function =
        LambdaFunction.deploy(
            ClassLog.written(events, awaited), workspace(folder.resolve("awaited")))) {
      Path sample = HOUSE.resolve("events/events/read.json");
      Outcome outcome = function.invoke(payload(sample, member, event));
      assertInstanceOf(Outcome.Answered.class, outcome);
      assertTrue(text(outcome).contains("\"statusCode\":200"), text(outcome));
      String said = Files.readString(function.logFile());
      assertFalse(said.contains("Not primed"), said);
    }
    try (LambdaFunction function =
        LambdaFunction.deploy(
            ClassLog.written(events, ahead), workspace(folder.resolve("ahead")))) {
      assertTrue(function.warm(), function.logTail());
    }
    int few = ClassLog.ours(Files.readAllLines(awaited)).size();
    int all = ClassLog.ours(Files.readAllLines(ahead)).size();
    assertTrue(0 < few && few < all, few + " classes when awaited, answer included; " + all);
  }

  private static String text(Outcome outcome) {
    return new String(outcome.payload(), StandardCharsets.UTF_8);
  }

  private Workspace workspace(Path folder) throws IOException {
    return workspace(folder, Map.of());
  }

  private Workspace workspace(Path folder, Map<String, String> instead) throws IOException {
    Map<String, String> endpoints = new HashMap<>(system.aws().endpointVariables());
    endpoints.putAll(instead);
    return new Workspace(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Files.readString(HOUSE.resolve("shared/local/target/ric.classpath")).strip(),
        HOUSE.resolve("shared/local/clock/target/local-clock.jar").toAbsolutePath(),
        system.clock().file(),
        folder.resolve("function"),
        endpoints,
        1);
  }

  /** What stands in the local clock, which no package holds, is left aside. */
  private Set<String> keepsakes(long pid, Path dump) throws IOException, InterruptedException {
    Process jcmd =
        jcmd(pid, "GC.heap_dump", dump.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(jcmd.waitFor(60, TimeUnit.SECONDS), "no heap dump");
    Set<String> found = Keepsakes.in(dump, system.clock().instant());
    Instant started = ProcessHandle.of(pid).orElseThrow().info().startInstant().orElseThrow();
    found.addAll(Keepsakes.in(dump, started));
    found.removeIf(one -> one.startsWith("fr.actionpopulaire.local.") || PAUSES.contains(one));
    Files.delete(dump);
    return found;
  }

  /** How many invocations something still refers to: the last one, if they are not kept. */
  private static int invocations(long pid) throws IOException, InterruptedException {
    Process jcmd = jcmd(pid, "GC.class_histogram").start();
    List<String> counts;
    try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
      counts = lines.lines().toList();
    }
    assertTrue(jcmd.waitFor(60, TimeUnit.SECONDS), "no histogram");
    return counts.stream()
        .map(INVOCATION::matcher)
        .filter(Matcher::matches)
        .mapToInt(count -> Integer.parseInt(count.group(1)))
        .sum();
  }

  private static ProcessBuilder jcmd(long pid, String... command) {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    all.add(Long.toString(pid));
    all.addAll(List.of(command));
    return new ProcessBuilder(all);
  }

  private int sendSamples(LambdaFunction function) throws IOException, InterruptedException {
    List<Path> samples;
    try (Stream<Path> files = Files.list(HOUSE.resolve("events").resolve(function.spec().name()))) {
      samples = files.sorted().toList();
    }
    for (Path sample : samples) {
      var unused = function.invoke(payload(sample, organiser, ofSamples));
    }
    return samples.size();
  }

  private static byte[] payload(Path sample, String token, String event) throws IOException {
    String same =
        Files.readString(sample)
            .replaceAll("Bearer [0-9a-z]{26}\\.[0-9a-z]{26}", "Bearer " + token)
            .replaceAll("__Host-session=[0-9a-z]{26}\\.[0-9a-z]{26}", "__Host-session=" + token);
    return EVENT.matcher(same).replaceAll(event).getBytes(StandardCharsets.UTF_8);
  }
}
