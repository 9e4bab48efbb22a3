package fr.actionpopulaire.coldstart;

import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.Options;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.local.DemoClient;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.Settings;
import fr.actionpopulaire.local.lambda.Initialization;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.template.Deployment;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An embedded AWS that holds the demo people and events, and nothing beside it: no other function
 * runs, no stream is polled.
 */
final class Stage implements AutoCloseable {

  private static final int DEMO_MEMBERS = 8;

  private EmbeddedAws aws;
  private final Path data;
  private final Options options;
  private final List<FunctionSpec> functions;
  private final Payloads payloads;

  private Stage(Path data, Options options, List<FunctionSpec> functions, Payloads payloads)
      throws IOException {
    this.data = data;
    this.options = options;
    this.aws = started();
    this.functions = functions;
    this.payloads = payloads;
  }

  /** Lets the whole system fill it, and starts it again alone. */
  static Stage set(Path house, Path work) throws IOException, InterruptedException {
    Path data = work.resolve("data");
    Settings settings = Settings.forTests(house, house, work.resolve("functions"));
    Template template = Template.read(house.resolve("template.yaml"), settings.parameters());
    List<FunctionSpec> functions = new Deployment(template, house, Map.of()).functions();
    Payloads payloads;
    try (LocalSystem system = LocalSystem.start(settings.withData(data).withDemo())) {
      system.settled().join();
      payloads = people(house, system, functions);
      purged(system);
    }
    Options options = Options.defaults().senders(settings.parameters().getOrDefault("Sender", ""));
    return new Stage(data, options, functions, payloads);
  }

  /**
   * Starts again with what there was at first: what can be asked of functions includes that a
   * member be erased. Its {@link #endpoints} are others then.
   */
  void reset() throws IOException {
    aws.close();
    aws = started();
  }

  private EmbeddedAws started() throws IOException {
    Path played = data.resolveSibling("played");
    OwnRuntime.delete(played);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Files.copy(file, played.resolve(data.relativize(file).toString()));
      }
    }
    return EmbeddedAws.start(options.data(played));
  }

  private static Payloads people(Path house, LocalSystem system, List<FunctionSpec> functions)
      throws InterruptedException {
    try (DemoClient client =
        new DemoClient(system.address(), address -> system.aws().inbox(address))) {
      String event = client.read("/v1/events").path("items").path(0).path("id").asText();
      Map<String, String> tokens = new HashMap<>();
      for (FunctionSpec function : functions) {
        int member = tokens.size() % DEMO_MEMBERS + 1;
        String token = client.token("demo" + member + "@demo.example");
        client.answer(token, event);
        tokens.put(function.name(), token);
      }
      return new Payloads(house, Map.copyOf(tokens), event);
    }
  }

  /** From now on a run looks at three days and not at all that is stored, as every hour's does. */
  private static void purged(LocalSystem system) throws InterruptedException {
    Outcome outcome =
        Objects.requireNonNull(system.functions().get("purge"))
            .invoke("{\"dryRun\":false}".getBytes(StandardCharsets.UTF_8));
    if (outcome instanceof Outcome.Failed) {
      throw new IllegalStateException("The purge failed");
    }
  }

  List<FunctionSpec> functions() {
    return functions;
  }

  /** A function as it is packaged for the managed runtime. */
  Subject managed(FunctionSpec spec) {
    return new Subject(
        spec.name(),
        spec.handler(),
        spec.memoryMb(),
        spec.environment(),
        new Packaging.Managed(spec.code(), Initialization.AHEAD),
        () -> payloads.of(spec.name()));
  }

  Payloads payloads() {
    return payloads;
  }

  Map<String, String> endpoints() {
    return aws.endpointVariables();
  }

  @Override
  public void close() {
    aws.close();
  }
}
