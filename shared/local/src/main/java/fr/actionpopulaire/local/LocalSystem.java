package fr.actionpopulaire.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.Options;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.local.door.FunctionDoor;
import fr.actionpopulaire.local.door.InvokeApi;
import fr.actionpopulaire.local.door.Payload;
import fr.actionpopulaire.local.door.Port;
import fr.actionpopulaire.local.door.SignatureCheck;
import fr.actionpopulaire.local.door.StaffIdentity;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.LambdaFunction;
import fr.actionpopulaire.local.lambda.LocalClock;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.lambda.Workspace;
import fr.actionpopulaire.local.page.Imports;
import fr.actionpopulaire.local.page.LocalPages;
import fr.actionpopulaire.local.page.TtlBroom;
import fr.actionpopulaire.local.template.Deployment;
import fr.actionpopulaire.local.template.FunctionSpec;
import fr.actionpopulaire.local.template.Trigger;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole system on this machine: each function's package in processes of its own, the embedded
 * AWS beside them, and in front of them what template.yaml declares. Everything started ends with
 * {@link #close}, and with this JVM.
 */
public final class LocalSystem implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final Deque<Runnable> endings = new ArrayDeque<>();
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final List<StaffIdentity> staff =
      List.of(StaffIdentity.draw("demo-staff-1"), StaffIdentity.draw("demo-staff-2"));
  private final Port port;
  private final EmbeddedAws aws;
  private final LocalClock clock;

  private LocalSystem(Settings settings, Template template) throws IOException {
    this.settings = settings;
    this.port = opened(takePort(settings.port()), Port::close);
    try {
      Files.createDirectories(settings.folder());
      this.clock = LocalClock.in(settings.folder().toAbsolutePath().resolve("clock"));
      List<FunctionSpec> specs =
          new Deployment(template, settings.house(), Map.of("FRONT_DOOR", address().toString()))
              .functions();
      specs.forEach(LocalSystem::requirePackage);
      say("Starting the embedded AWS…");
      this.aws = opened(EmbeddedAws.start(options()), EmbeddedAws::close);
      Store store = opened(Store.make(aws, template), Store::close);
      Workspace workspace = workspace();
      for (FunctionSpec spec : specs) {
        functions.put(
            spec.name(), opened(LambdaFunction.deploy(spec, workspace), LambdaFunction::close));
      }
      openDoors(store, template, specs);
      opened(
          Triggers.start(specs, store, clock, this::invoke, aws::takeFeedback, settings.console()),
          Triggers::close);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and returns once the front door answers; the functions' processes start
   * behind it, or when they are first asked.
   *
   * @throws CannotStart with one sentence that says what to do
   */
  public static LocalSystem start(Settings settings) {
    try {
      LocalSystem system = new LocalSystem(settings, readTemplate(settings));
      new Startup(system, settings, system.settled, system.aws::inbox).begin();
      return system;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts from the system properties {@code house}, {@code port} and {@code data} and runs until
   * it is interrupted, or until whoever started it is gone.
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    try {
      LocalSystem system = start(Settings.fromProperties(out::println));
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "shutdown"));
      ProcessHandle.current().parent().ifPresent(LocalSystem::endWith);
    } catch (CannotStart e) {
      out.println("\nNOT STARTED. " + e.getMessage() + "\n");
      Runtime.getRuntime().halt(2);
    }
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().exit(0));
  }

  /** Where the front door is. */
  public URI address() {
    return URI.create("http://localhost:" + port.number());
  }

  /** Done when every function is ready and the demo data, if asked for, is in. */
  public CompletableFuture<Void> settled() {
    return settled.copy();
  }

  /** The clock every function sees. */
  public LocalClock clock() {
    return clock;
  }

  /** The embedded AWS, for tests that look behind the doors. */
  public EmbeddedAws aws() {
    return aws;
  }

  /** Who may sign at the staff door. */
  public List<StaffIdentity> staff() {
    return staff;
  }

  /** The functions by name. */
  public Map<String, LambdaFunction> functions() {
    return Map.copyOf(functions);
  }

  /** Every line the functions' processes wrote since the start, function by function. */
  public List<String> logs() {
    return functions.values().stream()
        .map(LambdaFunction::logFile)
        .flatMap(LocalSystem::lines)
        .toList();
  }

  /** Ids of every process started and still running. */
  public List<Long> processes() {
    return Stream.concat(
            Stream.of(aws.pid()),
            functions.values().stream()
                .flatMap(function -> function.processes().stream())
                .map(ProcessHandle::pid))
        .toList();
  }

  /** Ends every process and thread it started; safe to call again. */
  @Override
  public void close() {
    settled.cancel(false);
    for (Runnable end = endings.poll(); end != null; end = endings.poll()) {
      try {
        end.run();
      } catch (UncheckedIOException | IllegalStateException e) {
        say("Something would not end well: " + e.getMessage());
      }
    }
  }

  private void openDoors(Store store, Template template, List<FunctionSpec> specs) {
    Invoker invoker = this::invoke;
    Imports imports = new Imports(store.s3(), store.bucket(), uploadTarget(specs), invoker, clock);
    TtlBroom broom = new TtlBroom(store.dynamoDb(), template.tables(), store::table, clock);
    port.serve(
        new LocalPages(aws::inbox, settled, clock, broom, imports, staff),
        new InvokeApi(functions, invoker),
        new FunctionDoor(
            specs, new Payload(clock), new SignatureCheck(staff, Clock.systemUTC()), invoker));
  }

  private Outcome invoke(String name, byte[] event) throws InterruptedException {
    LambdaFunction function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function " + name);
    }
    Outcome outcome = function.invoke(event);
    if (outcome instanceof Outcome.Failed failed) {
      say("Function " + name + " failed (" + errorType(failed) + "): see " + function.logFile());
    }
    return outcome;
  }

  /** The type alone: a message might hold what must not be repeated. */
  private static String errorType(Outcome.Failed failed) {
    try {
      return JSON.readTree(failed.payload()).path("errorType").asText("unknown error");
    } catch (IOException e) {
      return "unknown error";
    }
  }

  private static String uploadTarget(List<FunctionSpec> specs) {
    return specs.stream()
        .filter(spec -> spec.triggers().stream().anyMatch(LocalSystem::isImport))
        .map(FunctionSpec::name)
        .findFirst()
        .orElse("");
  }

  private static boolean isImport(Trigger trigger) {
    return trigger instanceof Trigger.Upload(String prefix, String _)
        && prefix.startsWith(Imports.FOLDER);
  }

  private Options options() {
    Options options =
        Options.defaults()
            .senders(settings.parameters().getOrDefault("Sender", ""))
            .clockFile(clock.file());
    return settings.data().map(options::data).orElse(options);
  }

  private Workspace workspace() throws IOException {
    Path classpath = settings.tools().resolve("shared/local/target/ric.classpath");
    Path clockJar = settings.tools().resolve("shared/local/clock/target/local-clock.jar");
    if (!Files.exists(classpath) || !Files.exists(clockJar)) {
      throw new CannotStart("shared/local is not built: run ./mvnw -Prun in the project's folder.");
    }
    return new Workspace(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        Files.readString(classpath).strip(),
        clockJar.toAbsolutePath(),
        clock.file(),
        settings.folder(),
        aws.endpointVariables(),
        settings.environments());
  }

  private static void requirePackage(FunctionSpec spec) {
    if (!Files.isDirectory(spec.code().resolve("lib"))) {
      throw new CannotStart(
          "The package of function %s is missing (%s): run ./mvnw -Prun in the project's folder."
              .formatted(spec.name(), spec.code()));
    }
  }

  private static Template readTemplate(Settings settings) {
    Path file = settings.house().resolve("template.yaml");
    if (!Files.exists(file)) {
      throw new CannotStart("There is no template.yaml in " + settings.house() + ".");
    }
    return Template.read(file, settings.parameters());
  }

  private static Port takePort(int number) throws IOException {
    try {
      return Port.take(number);
    } catch (BindException e) {
      throw new CannotStart(
          "Port %d is taken: end what uses it, or choose another with ./mvnw -Prun -Dport=%d."
              .formatted(number, number + 1),
          e);
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T opened(T resource, Consumer<T> end) {
    endings.push(() -> end.accept(resource));
    return resource;
  }

  private void say(String line) {
    settings.console().accept(line);
  }
}
