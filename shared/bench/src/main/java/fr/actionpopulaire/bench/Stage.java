package fr.actionpopulaire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.Options;
import fr.actionpopulaire.embeddedaws.Template;
import fr.actionpopulaire.local.DemoClient;
import fr.actionpopulaire.local.LocalSystem;
import fr.actionpopulaire.local.Settings;
import fr.actionpopulaire.local.template.Deployment;
import fr.actionpopulaire.local.template.FunctionSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An embedded AWS that holds the demo people and events, and nothing beside it: no other function
 * runs, no stream is polled.
 */
final class Stage implements AutoCloseable {

  private final EmbeddedAws aws;
  private final List<FunctionSpec> functions;
  private final Payloads payloads;

  private Stage(EmbeddedAws aws, List<FunctionSpec> functions, Payloads payloads) {
    this.aws = aws;
    this.functions = functions;
    this.payloads = payloads;
  }

  /** Lets the whole system fill it, and starts it again alone. */
  static Stage set(Path house, Path work) throws InterruptedException {
    Path data = work.resolve("data");
    Settings settings = Settings.forTests(house, house, work.resolve("functions"));
    Payloads payloads;
    try (LocalSystem system = LocalSystem.start(settings.withData(data).withDemo())) {
      system.settled().join();
      payloads = people(house, system);
    }
    Template template = Template.read(house.resolve("template.yaml"), settings.parameters());
    return new Stage(
        EmbeddedAws.start(
            Options.defaults()
                .data(data)
                .senders(settings.parameters().getOrDefault("Sender", ""))),
        new Deployment(template, house, Map.of()).functions(),
        payloads);
  }

  private static Payloads people(Path house, LocalSystem system) throws InterruptedException {
    try (DemoClient client =
        new DemoClient(system.address(), address -> system.aws().inbox(address))) {
      String token = client.token("demo1@demo.example");
      JsonNode events = client.read("/v1/events").path("items");
      String event = events.path(0).path("id").asText();
      client.answer(token, event);
      return new Payloads(house, token, event);
    }
  }

  List<FunctionSpec> functions() {
    return functions;
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
