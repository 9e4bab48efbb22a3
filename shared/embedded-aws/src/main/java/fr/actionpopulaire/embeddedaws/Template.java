package fr.actionpopulaire.embeddedaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A SAM template as deployed with given parameters: its conditions decided, its globals merged in,
 * its functions evaluated. Resources whose condition does not hold are left out. Names that AWS
 * would draw are made predictable: {@code <StackName>-<LogicalId>}.
 */
public final class Template {

  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Region", "eu-west-3",
          "AWS::AccountId", "000000000000",
          "AWS::StackName", "action-populaire",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackId", "arn:aws:cloudformation:eu-west-3:000000000000:stack/action-populaire/1");

  private final Map<String, Object> resources = new LinkedHashMap<>();
  private final ResourceNames names;
  private final List<FunctionResource> functions = new ArrayList<>();
  private final List<TableResource> tables = new ArrayList<>();
  private final List<BucketResource> buckets = new ArrayList<>();
  private final List<SecretResource> secrets = new ArrayList<>();

  private Template(Map<String, Object> document, Map<String, String> given) {
    Map<String, Object> parameters = parameters(document, given);
    Map<String, Object> raw = Maps.map(document, "Resources");
    names = new ResourceNames(raw, name -> String.valueOf(parameters.get(name)));
    Intrinsics intrinsics =
        new Intrinsics(
            parameters, Maps.map(document, "Conditions"), Maps.map(document, "Mappings"), names);
    Map<String, Object> globals = Maps.map(document, "Globals", "Function");
    Map<String, Map<String, Object>> kept = kept(raw, intrinsics);
    kept.forEach((id, resource) -> explicitName(id, Maps.map(resource, "Properties"), intrinsics));
    kept.forEach(
        (id, resource) -> {
          Map<String, Object> merged =
              Maps.text(resource, "Type", "").equals("AWS::Serverless::Function")
                  ? Maps.merged(Map.of("Properties", globals), resource)
                  : resource;
          resources.put(id, intrinsics.resolve(merged));
        });
    resources.forEach((id, resource) -> sort(id, Maps.map(resource)));
  }

  /**
   * Reads and evaluates a template.
   *
   * @param parameters values by parameter name, pseudo parameters such as {@code AWS::StackName}
   *     included; the template's defaults stand in for those not given
   * @throws IllegalArgumentException naming what is missing or unknown: a parameter without value,
   *     a reference to nothing, a function of CloudFormation this does not evaluate
   */
  public static Template read(Path file, Map<String, String> parameters) {
    return new Template(document(file), parameters);
  }

  /** The parameters that have neither a default nor a given value. */
  public static Set<String> missingParameters(Path file, Map<String, String> given) {
    Set<String> missing = new LinkedHashSet<>();
    Maps.map(document(file), "Parameters")
        .forEach(
            (name, parameter) -> {
              if (!given.containsKey(name) && !Maps.map(parameter).containsKey("Default")) {
                missing.add(name);
              }
            });
    return missing;
  }

  /** The functions, in the template's order. */
  public List<FunctionResource> functions() {
    return List.copyOf(functions);
  }

  /**
   * The function of that folder.
   *
   * @throws IllegalArgumentException if there is none
   */
  public FunctionResource function(String folder) {
    return functions.stream()
        .filter(function -> function.folder().equals(folder))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the template has no function " + folder));
  }

  /** The tables, in the template's order. */
  public List<TableResource> tables() {
    return List.copyOf(tables);
  }

  /**
   * The table of that logical id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TableResource table(String logicalId) {
    return tables.stream()
        .filter(table -> table.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the template has no " + logicalId));
  }

  /** The buckets, in the template's order. */
  public List<BucketResource> buckets() {
    return List.copyOf(buckets);
  }

  /** The secrets, in the template's order. */
  public List<SecretResource> secrets() {
    return List.copyOf(secrets);
  }

  /** The logical ids of every resource that exists with these parameters. */
  public Set<String> logicalIds() {
    return new LinkedHashSet<>(resources.keySet());
  }

  /**
   * A whole resource, evaluated: Type, Properties and what else it holds.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Map<String, Object> resource(String logicalId) {
    if (!resources.containsKey(logicalId)) {
      throw new IllegalArgumentException("the template has no " + logicalId);
    }
    return Maps.map(resources.get(logicalId));
  }

  private static Map<String, Object> document(Path file) {
    try {
      return CloudFormationYaml.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parameters(
      Map<String, Object> document, Map<String, String> given) {
    Map<String, Object> values = new LinkedHashMap<>(PSEUDO);
    Map<String, Object> declared = Maps.map(document, "Parameters");
    given.forEach(
        (name, value) -> {
          if (!declared.containsKey(name) && !PSEUDO.containsKey(name)) {
            throw new IllegalArgumentException("the template has no parameter " + name);
          }
          values.put(name, value);
        });
    declared.forEach(
        (name, declaration) -> {
          Map<String, Object> parameter = Maps.map(declaration);
          String value =
              Optional.ofNullable(given.get(name))
                  .or(() -> Maps.text(parameter, "Default"))
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException("the parameter " + name + " has no value"));
          String type = Maps.text(parameter, "Type", "String");
          boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
          values.put(name, list ? List.of(value.split(",", -1)) : value);
        });
    return values;
  }

  private static Map<String, Map<String, Object>> kept(
      Map<String, Object> raw, Intrinsics intrinsics) {
    Map<String, Map<String, Object>> kept = new LinkedHashMap<>();
    raw.forEach(
        (id, value) -> {
          Map<String, Object> resource = Maps.map(value);
          if (Maps.text(resource, "Condition").map(intrinsics::holds).orElse(true)) {
            kept.put(id, resource);
          }
        });
    return kept;
  }

  private void explicitName(String id, Map<String, Object> properties, Intrinsics intrinsics) {
    for (String field :
        List.of(
            "TableName",
            "BucketName",
            "QueueName",
            "FunctionName",
            "RoleName",
            "TopicName",
            "LogGroupName",
            "Name")) {
      if (properties.containsKey(field)) {
        names.give(id, String.valueOf(intrinsics.resolve(properties.get(field))));
        return;
      }
    }
  }

  private void sort(String id, Map<String, Object> resource) {
    Map<String, Object> properties = Maps.map(resource, "Properties");
    switch (Maps.text(resource, "Type", "")) {
      case "AWS::Serverless::Function" ->
          functions.add(new FunctionReader(resources, names).read(id, properties));
      case "AWS::DynamoDB::Table" -> tables.add(TableReader.read(id, names.name(id), properties));
      case "AWS::S3::Bucket" -> buckets.add(new BucketResource(id, names.name(id)));
      case "AWS::SecretsManager::Secret" -> {
        Map<String, Object> generated = Maps.map(properties, "GenerateSecretString");
        secrets.add(
            new SecretResource(
                id,
                names.name(id),
                names.arn(id),
                Maps.text(generated, "SecretStringTemplate", ""),
                Maps.text(generated, "GenerateStringKey", ""),
                Maps.number(generated, "PasswordLength", 32)));
      }
      default -> {
        // Of other resources nobody needs more than resource() gives.
      }
    }
  }
}
