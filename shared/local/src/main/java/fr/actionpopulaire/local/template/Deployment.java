package fr.actionpopulaire.local.template;

import fr.actionpopulaire.embeddedaws.FunctionResource;
import fr.actionpopulaire.embeddedaws.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from the template what runs here: functions with their addresses and triggers. */
public final class Deployment {
  /** Lambda's default where a stream names none is to retry for ever; here a line is worth more. */
  private static final int RETRIES = 10;

  private final Template template;
  private final Path house;
  private final Map<String, String> overrides;

  /**
   * @param house the folder code paths are relative to
   * @param overrides variables that point at this machine, put where a function has them
   */
  public Deployment(Template template, Path house, Map<String, String> overrides) {
    this.template = template;
    this.house = house;
    this.overrides = Map.copyOf(overrides);
  }

  /** Every function, in the template's order. */
  public List<FunctionSpec> functions() {
    return template.functions().stream().map(this::function).toList();
  }

  private FunctionSpec function(FunctionResource resource) {
    Map<String, Object> whole = template.resource(resource.logicalId());
    Map<String, String> environment = new LinkedHashMap<>(resource.environment());
    environment.replaceAll((name, value) -> overrides.getOrDefault(name, value));
    FunctionUrl url =
        resource
            .functionUrlAuthType()
            .map(
                type ->
                    new FunctionUrl(
                        type.equals("AWS_IAM"),
                        cors(at(whole, "Properties", "FunctionUrlConfig", "Cors"))))
            .orElse(null);
    return new FunctionSpec(
        resource.folder(),
        resource.logicalId(),
        resource.handler(),
        house.resolve(resource.codeUri()),
        Duration.ofSeconds(resource.timeoutSeconds()),
        resource.memoryMb(),
        environment,
        resource.routes().stream()
            .map(route -> new HttpRoute(route.method(), route.path()))
            .toList(),
        url,
        url != null && url.signed() ? staffPaths(resource.folder(), whole) : List.of(),
        triggers(resource, at(whole, "Properties", "Events")));
  }

  /** The folder's own corner of {@code /v1}, and every declared path up to its first variable. */
  private static List<String> staffPaths(String folder, Map<String, Object> whole) {
    List<String> paths = new ArrayList<>(List.of("/v1/" + folder));
    for (String path : texts(at(whole, "Metadata").get("Paths"))) {
      int variable = path.indexOf("/{");
      String beginning = variable < 0 ? path : path.substring(0, variable);
      if (!beginning.isEmpty() && !paths.contains(beginning)) {
        paths.add(beginning);
      }
    }
    return paths;
  }

  private static List<Trigger> triggers(FunctionResource resource, Map<String, Object> events) {
    List<Trigger> triggers = new ArrayList<>();
    for (fr.actionpopulaire.embeddedaws.Trigger trigger : resource.triggers()) {
      triggers.add(
          switch (trigger) {
            case fr.actionpopulaire.embeddedaws.Trigger.Schedule schedule ->
                new Trigger.Schedule(
                    schedule.expression(), schedule.input().isEmpty() ? null : schedule.input());
            case fr.actionpopulaire.embeddedaws.Trigger.BucketCreated upload ->
                new Trigger.Upload(upload.prefix(), upload.suffix());
            case fr.actionpopulaire.embeddedaws.Trigger.Topic _ -> new Trigger.MailFeedback();
            case fr.actionpopulaire.embeddedaws.Trigger.TableStream stream ->
                stream(stream, events);
          });
    }
    return triggers;
  }

  private static Trigger.Stream stream(
      fr.actionpopulaire.embeddedaws.Trigger.TableStream stream, Map<String, Object> events) {
    Map<String, Object> mapping =
        events.values().stream()
            .map(Deployment::map)
            .filter(event -> "DynamoDB".equals(event.get("Type")))
            .map(event -> at(event, "Properties"))
            .findFirst()
            .orElse(Map.of());
    int retries = number(mapping.get("MaximumRetryAttempts"), RETRIES);
    return new Trigger.Stream(
        stream.tableLogicalId(),
        stream.batchSize(),
        stream.filterPatterns(),
        retries < 0 ? RETRIES : retries,
        texts(mapping.get("FunctionResponseTypes")).contains("ReportBatchItemFailures"));
  }

  private static FunctionUrl.@Nullable Cors cors(Map<String, Object> cors) {
    return cors.isEmpty()
        ? null
        : new FunctionUrl.Cors(
            texts(cors.get("AllowOrigins")),
            texts(cors.get("AllowMethods")),
            texts(cors.get("AllowHeaders")),
            texts(cors.get("ExposeHeaders")),
            "true".equals(String.valueOf(cors.get("AllowCredentials"))),
            number(cors.get("MaxAge"), 0));
  }

  private static Map<String, Object> at(Map<String, Object> map, String... path) {
    Map<String, Object> found = map;
    for (String step : path) {
      found = map(found.get(step));
    }
    return found;
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
    }
    return map;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static int number(@Nullable Object value, int otherwise) {
    return Optional.ofNullable(value).map(String::valueOf).map(Integer::parseInt).orElse(otherwise);
  }
}
