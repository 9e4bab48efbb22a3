package fr.actionpopulaire.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.local.Fixture;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Runtime API with AWS's own client on the other side, in real processes. */
class LambdaFunctionTest {
  @TempDir static Path folder;
  private static Path house;
  private static LocalClock clock;

  private final List<LambdaFunction> deployed = new ArrayList<>();

  @BeforeAll
  static void build() throws IOException {
    house = Fixture.house(Files.createDirectories(folder.resolve("house")));
    clock = LocalClock.in(folder.resolve("clock"));
  }

  @AfterEach
  void close() {
    deployed.forEach(LambdaFunction::close);
  }

  @Test
  void answersWithWhatTheHandlerReturned() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    Outcome outcome = invoke(function, "{\"x\":1}");
    assertInstanceOf(Outcome.Answered.class, outcome);
    assertEquals("{\"x\":1}", text(outcome));
    String remaining = text(invoke(function, "{\"do\":\"deadline\"}"));
    assertTrue(
        Integer.parseInt(remaining) > 5_000 && Integer.parseInt(remaining) <= 10_000, remaining);
  }

  @Test
  void keepsOneProcessForManyEventsAfterAFailureToo() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    invoke(function, "{}");
    Outcome failure = invoke(function, "{\"do\":\"fail\"}");
    assertInstanceOf(Outcome.Failed.class, failure);
    assertTrue(text(failure).contains("java.lang.IllegalStateException"), text(failure));
    assertEquals("3", text(invoke(function, "{\"do\":\"calls\"}")));
  }

  @Test
  void endsAProcessThatRunsOutOfTime() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(1));
    String before = text(invoke(function, "{\"do\":\"pid\"}"));
    Outcome late = invoke(function, "{\"do\":\"spin\"}");
    assertTrue(text(late).contains("Task timed out after 1.00 seconds"), text(late));
    assertFalse(alive(before));
    String after = text(invoke(function, "{\"do\":\"pid\"}"));
    assertFalse(before.equals(after));
  }

  @Test
  void tellsThatAProcessEnded() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    Outcome ended = invoke(function, "{\"do\":\"exit\"}");
    assertTrue(text(ended).contains("Runtime.ExitError"), text(ended));
    assertTrue(text(ended).contains("exit status 3"), text(ended));
    assertEquals("1", text(invoke(function, "{\"do\":\"calls\"}")));
  }

  @Test
  void givesAFunctionItsOwnVariablesAndNoOthers() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    String variables = text(invoke(function, "{\"do\":\"environment\"}"));
    assertTrue(variables.contains("STAGE=test"), variables);
    assertTrue(variables.contains("CAMPAIGN_NAME=Élan d’été"), variables);
    assertTrue(variables.contains("_HANDLER=fixture.Echo"), variables);
    assertTrue(variables.contains("AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:1"), variables);
    assertFalse(variables.contains("HOME="), variables);
    assertFalse(variables.contains("JAVA_HOME="), variables);
    assertFalse(variables.toUpperCase(Locale.ROOT).contains("CLOCK"), variables);
  }

  @Test
  void tellsAProcessWhatItWasStartedFor() throws Exception {
    LambdaFunction asked = deploy(1, Duration.ofSeconds(10));
    String variables = text(invoke(asked, "{\"do\":\"environment\"}"));
    assertTrue(variables.contains("AWS_LAMBDA_INITIALIZATION_TYPE=on-demand"), variables);

    LambdaFunction ahead = deploy(1, Duration.ofSeconds(10));
    assertTrue(ahead.warm(), "it waits for a restored snapshot, then for an event");
    variables = text(invoke(ahead, "{\"do\":\"environment\"}"));
    assertTrue(variables.contains("AWS_LAMBDA_INITIALIZATION_TYPE=snap-start"), variables);
    assertEquals("2", text(invoke(ahead, "{\"do\":\"calls\"}")), "in the same process");
  }

  @Test
  void seesTheClockMove() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    invoke(function, "{}");
    Instant wanted = Instant.parse("2027-05-20T03:00:00Z");
    clock.set(wanted);
    Instant seen = Instant.parse(text(invoke(function, "{\"do\":\"clock\"}")).replace("\"", ""));
    assertTrue(Duration.between(wanted, seen).abs().toSeconds() < 5, seen.toString());
  }

  @Test
  void runsAsManyAtOnceAsItMay() throws Exception {
    LambdaFunction function = deploy(2, Duration.ofSeconds(3));
    CountDownLatch done = new CountDownLatch(1);
    Thread slow =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    invoke(function, "{\"do\":\"spin\"}");
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  done.countDown();
                });
    while (function.processes().isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals("{}", text(invoke(function, "{}")));
    assertEquals(1, done.getCount(), "the second did not wait for the first");
    slow.join();
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    LambdaFunction function = deploy(1, Duration.ofSeconds(10));
    String pid = text(invoke(function, "{\"do\":\"pid\"}"));
    assertTrue(alive(pid));
    function.close();
    ProcessHandle.of(Long.parseLong(pid))
        .ifPresent(handle -> handle.onExit().orTimeout(5, TimeUnit.SECONDS).join());
    assertFalse(alive(pid));
  }

  @Test
  void tellsThatAHandlerCannotBeLoaded() throws Exception {
    LambdaFunction function = deploy("fixture.Missing", 1, Duration.ofSeconds(10));
    Outcome outcome = invoke(function, "{}");
    assertInstanceOf(Outcome.Failed.class, outcome);
    assertTrue(text(outcome).contains("fixture.Missing"), text(outcome));
  }

  private LambdaFunction deploy(int environments, Duration timeout) throws IOException {
    return deploy("fixture.Echo", environments, timeout);
  }

  private LambdaFunction deploy(String handler, int environments, Duration timeout)
      throws IOException {
    FunctionSpec spec =
        new FunctionSpec(
            "hello",
            "Hello",
            handler,
            house.resolve("functions/hello/target/function"),
            timeout,
            512,
            Map.of("STAGE", "test", "CAMPAIGN_NAME", "Élan d’été"),
            List.of(),
            null,
            List.of(),
            List.of());
    Workspace workspace =
        new Workspace(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Fixture.runtimeClient(),
            Fixture.clockJar(),
            clock.file(),
            folder.resolve("work"),
            Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"),
            environments);
    LambdaFunction function = LambdaFunction.deploy(spec, workspace);
    deployed.add(function);
    return function;
  }

  private static Outcome invoke(LambdaFunction function, String event) throws InterruptedException {
    return function.invoke(event.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Outcome outcome) {
    return new String(outcome.payload(), StandardCharsets.UTF_8);
  }

  private static boolean alive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
  }
}
