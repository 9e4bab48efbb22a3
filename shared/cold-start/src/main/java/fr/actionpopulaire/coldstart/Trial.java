package fr.actionpopulaire.coldstart;

import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.lambda.RuntimeApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One execution environment from its first instruction to its end, as Lambda starts it. */
final class Trial implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** The variable a JVM takes flags from, besides those it is started with. */
  static final String FLAGS = "JAVA_TOOL_OPTIONS";

  private static final Pattern STATUS = Pattern.compile("\"statusCode\":(\\d{3})");

  private final Subject subject;
  private final Process process;
  private final RuntimeApi api;
  private final long startedAt;

  private Trial(Subject subject, Process process, RuntimeApi api, long startedAt) {
    this.subject = subject;
    this.process = process;
    this.api = api;
    this.startedAt = startedAt;
  }

  /**
   * Starts the process.
   *
   * @param more flags besides Lambda's
   */
  static Trial start(Subject subject, Launch launch, List<String> more) throws IOException {
    RuntimeApi api = RuntimeApi.listen("arn:aws:lambda:eu-west-3:0:function:bench", CLOCK);
    Path folder = subject.packaging().folder();
    ProcessBuilder builder =
        new ProcessBuilder(subject.packaging().command(subject, launch, more))
            // Where the client looks for the function's jars.
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(launch.log().toFile());
    builder.environment().clear();
    builder.environment().putAll(subject.environment());
    builder.environment().putAll(launch.endpoints());
    builder
        .environment()
        .putAll(
            Map.of(
                "_HANDLER", subject.handler(),
                "LAMBDA_TASK_ROOT", folder.toString(),
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", subject.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(subject.memoryMb()),
                "AWS_LAMBDA_INITIALIZATION_TYPE", subject.packaging().initialization().type(),
                "AWS_REGION", "eu-west-3"));
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "TZ", ":UTC",
                "LANG", "C.UTF-8"));
    if (subject.packaging() instanceof Packaging.Own && !more.isEmpty()) {
      builder.environment().merge(FLAGS, String.join(" ", more), (own, added) -> own + ' ' + added);
    }
    for (Path read : subject.packaging().files(launch)) {
      readThrough(read);
    }
    long startedAt = System.nanoTime();
    Process process = builder.start();
    var unused = process.onExit().thenRun(() -> api.lost("Runtime.ExitError", "It ended"));
    return new Trial(subject, process, api, startedAt);
  }

  private static final Clock CLOCK = Clock.systemUTC();

  /** From here on they are in memory: what is measured is no disk. */
  private static void readThrough(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, OutputStream.nullOutputStream());
      }
    }
  }

  /** Milliseconds from the start of the process until it asks for its first event. */
  double init() {
    api.ready().join();
    double init = (System.nanoTime() - startedAt) / 1e6;
    if (!api.usable()) {
      throw new IllegalStateException(subject.name() + " did not start");
    }
    return init;
  }

  /** Milliseconds one invocation takes. */
  double invoke() throws InterruptedException {
    byte[] event = subject.event().get();
    long begun = System.nanoTime();
    Outcome outcome = api.invoke(event, LIMIT);
    double taken = (System.nanoTime() - begun) / 1e6;
    if (!succeeded(outcome)) {
      throw new IllegalStateException(
          subject.name() + " failed: " + new String(outcome.payload(), StandardCharsets.UTF_8));
    }
    return taken;
  }

  /** Whether it answers this event otherwise than with an error or a refusal. */
  boolean answers(byte[] event) throws InterruptedException {
    return succeeded(api.invoke(event, LIMIT));
  }

  /** What sort of answer this event gets: the status of one by HTTP, or whether it failed. */
  String kind(byte[] event) throws InterruptedException {
    Outcome outcome = api.invoke(event, LIMIT);
    String answer = new String(outcome.payload(), StandardCharsets.UTF_8);
    Matcher status = STATUS.matcher(answer);
    return outcome instanceof Outcome.Failed
        ? "failed: " + answer
        : status.find() ? status.group(1) : "done";
  }

  private static boolean succeeded(Outcome outcome) {
    String answer = new String(outcome.payload(), StandardCharsets.UTF_8);
    return !(outcome instanceof Outcome.Failed)
        && !answer.matches("(?s).*\"statusCode\":[45]\\d\\d.*");
  }

  /** Slows it down as Lambda does once a function has started. */
  Throttle throttle() throws IOException, InterruptedException {
    return Throttle.on(process.pid());
  }

  /** The most memory it had in use at once, in megabytes. */
  double peakMb() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }

  /** Ends it as a server is asked to end, so that the JVM writes what it was told to. */
  void end() throws InterruptedException {
    process.destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
    process.onExit().join();
  }
}
