package fr.actionpopulaire.embeddedaws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a function's evaluated properties. */
final class FunctionReader {

  private final Map<String, Object> resources;
  private final ResourceNames names;

  /**
   * @param resources every resource, for those that events point to
   */
  FunctionReader(Map<String, Object> resources, ResourceNames names) {
    this.resources = resources;
    this.names = names;
  }

  FunctionResource read(String logicalId, Map<String, Object> properties) {
    String codeUri = Maps.text(properties, "CodeUri", "");
    Map<String, String> environment = new LinkedHashMap<>();
    Maps.map(properties, "Environment", "Variables")
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    List<Route> routes = new ArrayList<>();
    List<Trigger> triggers = new ArrayList<>();
    Maps.map(properties, "Events")
        .forEach((name, event) -> event(name, Maps.map(event), routes, triggers));
    return new FunctionResource(
        logicalId,
        folder(codeUri, logicalId),
        Maps.text(properties, "Handler", ""),
        codeUri,
        environment,
        Maps.number(properties, "Timeout", 3),
        Maps.number(properties, "MemorySize", 128),
        routes,
        Maps.text(Maps.map(properties, "FunctionUrlConfig"), "AuthType"),
        triggers,
        statements(properties));
  }

  /** {@code functions/<folder>/target/…}; the logical id in lower case for other places. */
  private static String folder(String codeUri, String logicalId) {
    String[] parts = codeUri.split("/", -1);
    for (int i = 0; i + 1 < parts.length; i++) {
      if (parts[i].equals("functions")) {
        return parts[i + 1];
      }
    }
    return logicalId.toLowerCase(Locale.ROOT);
  }

  private void event(
      String name, Map<String, Object> event, List<Route> routes, List<Trigger> triggers) {
    Map<String, Object> properties = Maps.map(event, "Properties");
    switch (Maps.text(event, "Type", "")) {
      case "HttpApi" ->
          routes.add(
              new Route(
                  Maps.text(properties, "Method", "ANY").toUpperCase(Locale.ROOT),
                  Maps.text(properties, "Path", "$default")));
      case "Schedule" ->
          triggers.add(
              new Trigger.Schedule(
                  Maps.text(properties, "Schedule", ""), Maps.text(properties, "Input", "")));
      case "ScheduleV2" ->
          triggers.add(
              new Trigger.Schedule(
                  Maps.text(properties, "ScheduleExpression", ""),
                  Maps.text(properties, "Input", "")));
      case "DynamoDB" -> {
        String arn = Maps.text(properties, "Stream", "");
        triggers.add(
            new Trigger.TableStream(
                pointedAt(
                    arn,
                    "AWS::DynamoDB::Table",
                    id -> names.attribute(id, "StreamArn").equals(arn)),
                Maps.number(properties, "BatchSize", 100),
                Maps.list(Maps.map(properties, "FilterCriteria").get("Filters")).stream()
                    .map(filter -> Maps.text(Maps.map(filter), "Pattern", "{}"))
                    .toList()));
      }
      case "SNS" -> {
        String topic = Maps.text(properties, "Topic", "");
        triggers.add(
            new Trigger.Topic(
                pointedAt(topic, "AWS::SNS::Topic", id -> names.reference(id).equals(topic))));
      }
      case "S3" -> {
        String bucket = Maps.text(properties, "Bucket", "");
        triggers.add(
            new Trigger.BucketCreated(
                pointedAt(bucket, "AWS::S3::Bucket", id -> names.name(id).equals(bucket)),
                rule(properties, "prefix"),
                rule(properties, "suffix")));
      }
      default -> throw new IllegalArgumentException("the reader does not know the event " + name);
    }
  }

  /** The logical id of the resource of that type that the test recognises. */
  private String pointedAt(String reference, String type, Predicate<String> isIt) {
    return resources.entrySet().stream()
        .filter(entry -> Maps.text(Maps.map(entry.getValue()), "Type", "").equals(type))
        .map(Map.Entry::getKey)
        .filter(isIt)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(reference + " is no " + type + " of the template"));
  }

  private static String rule(Map<String, Object> properties, String name) {
    return Maps.list(Maps.map(properties, "Filter", "S3Key").get("Rules")).stream()
        .map(Maps::map)
        .filter(rule -> Maps.text(rule, "Name", "").equalsIgnoreCase(name))
        .map(rule -> Maps.text(rule, "Value", ""))
        .findFirst()
        .orElse("");
  }

  private static List<Statement> statements(Map<String, Object> properties) {
    List<Statement> statements = new ArrayList<>();
    for (Object policy : Maps.list(properties.get("Policies"))) {
      if (policy instanceof String managed) {
        statements.add(
            new Statement("Allow", List.of("managed:" + managed), List.of("*"), Map.of()));
      } else if (Maps.map(policy).containsKey("Statement")) {
        Maps.list(Maps.map(policy).get("Statement"))
            .forEach(statement -> statements.add(statement(Maps.map(statement))));
      } else {
        throw new IllegalArgumentException(
            "the reader does not know SAM policy templates: " + Maps.map(policy).keySet());
      }
    }
    return statements;
  }

  private static Statement statement(Map<String, Object> statement) {
    return new Statement(
        Maps.text(statement, "Effect", "Allow"),
        Maps.texts(statement.get("Action")),
        Maps.texts(statement.get("Resource")),
        Maps.map(statement, "Condition"));
  }
}
