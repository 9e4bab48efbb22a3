package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.TableResource;
import fr.actionpopulaire.embeddedaws.TableResource.KeyAttribute;
import fr.actionpopulaire.embeddedaws.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/**
 * What IAM is asked about each request, by AWS's service authorization reference: a transaction
 * about the single actions of its entries, a batch about one action for each table.
 */
final class AccessReader {

  /** The account and region of templates read without parameters for them. */
  private static final String HERE = ":eu-west-3:000000000000:";

  private static final Pattern EQUALITY = Pattern.compile("(#?\\w+)\\s*=\\s*(:\\w+)");

  private static final Pattern NAME = Pattern.compile("#?\\w+");

  private final Template template;

  AccessReader(Template template) {
    this.template = template;
  }

  /** One or several; an operation not known here becomes an action on a resource nobody grants. */
  List<Access> read(SdkRequest request) {
    return switch (request) {
      case GetItemRequest r -> item("GetItem", r.tableName(), r.key());
      case PutItemRequest r -> item("PutItem", r.tableName(), r.item());
      case UpdateItemRequest r -> item("UpdateItem", r.tableName(), r.key());
      case DeleteItemRequest r -> item("DeleteItem", r.tableName(), r.key());
      case QueryRequest r -> List.of(query(r));
      case ScanRequest r -> List.of(scan(r));
      case BatchGetItemRequest r -> {
        Asked asked = new Asked();
        r.requestItems()
            .forEach(
                (table, get) -> get.keys().forEach(key -> asked.add("BatchGetItem", table, key)));
        yield asked.accesses();
      }
      case BatchWriteItemRequest r -> {
        Asked asked = new Asked();
        r.requestItems()
            .forEach(
                (table, writes) ->
                    writes.forEach(write -> asked.add("BatchWriteItem", table, keyOf(write))));
        yield asked.accesses();
      }
      case TransactGetItemsRequest r -> {
        Asked asked = new Asked();
        r.transactItems()
            .forEach(get -> asked.add("GetItem", get.get().tableName(), get.get().key()));
        yield asked.accesses();
      }
      case TransactWriteItemsRequest r -> {
        Asked asked = new Asked();
        r.transactItems().forEach(write -> add(asked, write));
        yield asked.accesses();
      }
      case GetObjectRequest r -> object("s3:GetObject", r.bucket(), r.key());
      case HeadObjectRequest r -> object("s3:GetObject", r.bucket(), r.key());
      case PutObjectRequest r -> object("s3:PutObject", r.bucket(), r.key());
      case DeleteObjectRequest r -> object("s3:DeleteObject", r.bucket(), r.key());
      case ListObjectsV2Request r ->
          List.of(
              new Access(
                  "s3:ListBucket",
                  bucket(r.bucket()),
                  r.prefix() == null ? Map.of() : Map.of("s3:prefix", List.of(r.prefix()))));
      case GetSecretValueRequest r ->
          List.of(new Access("secretsmanager:GetSecretValue", secret(r.secretId()), Map.of()));
      default -> other(request);
    };
  }

  private static List<Access> item(
      String action, String table, Map<String, AttributeValue> attributes) {
    Asked asked = new Asked();
    asked.add(action, table, attributes);
    return asked.accesses();
  }

  private static void add(Asked asked, TransactWriteItem write) {
    if (write.put() != null) {
      asked.add("PutItem", write.put().tableName(), write.put().item());
    } else if (write.update() != null) {
      asked.add("UpdateItem", write.update().tableName(), write.update().key());
    } else if (write.delete() != null) {
      asked.add("DeleteItem", write.delete().tableName(), write.delete().key());
    } else {
      asked.add(
          "ConditionCheckItem", write.conditionCheck().tableName(), write.conditionCheck().key());
    }
  }

  private static Map<String, AttributeValue> keyOf(WriteRequest write) {
    return write.putRequest() != null ? write.putRequest().item() : write.deleteRequest().key();
  }

  private Access query(QueryRequest request) {
    String table = TestAws.templateName(request.tableName());
    TableResource described =
        template.tables().stream()
            .filter(candidate -> candidate.name().equals(table))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no table of the template: " + table));
    String index = request.indexName();
    List<KeyAttribute> keys =
        index == null
            ? described.keys()
            : described.indexes().stream()
                .filter(candidate -> candidate.name().equals(index))
                .findFirst()
                .orElseThrow()
                .keys();
    String hash = keys.getFirst().attribute();
    List<String> leading = new ArrayList<>();
    Matcher equality = EQUALITY.matcher(request.keyConditionExpression());
    while (equality.find()) {
      String name = equality.group(1);
      if (request.expressionAttributeNames().getOrDefault(name, name).equals(hash)) {
        leading.add(
            Objects.requireNonNull(request.expressionAttributeValues().get(equality.group(2))).s());
      }
    }
    return new Access(
        "dynamodb:Query",
        table(table) + (index == null ? "" : "/index/" + index),
        Map.of(Access.LEADING_KEYS, leading));
  }

  /** A scan has no leading keys; which attributes it shows is what a role can bound. */
  private static Access scan(ScanRequest request) {
    List<String> attributes = new ArrayList<>();
    Matcher name = NAME.matcher(Objects.requireNonNullElse(request.projectionExpression(), ""));
    while (name.find()) {
      attributes.add(request.expressionAttributeNames().getOrDefault(name.group(), name.group()));
    }
    return new Access(
        "dynamodb:Scan",
        table(TestAws.templateName(request.tableName())),
        Map.of(
            Access.ATTRIBUTES,
            attributes,
            "dynamodb:Select",
            List.of(request.select() == null ? "ALL_ATTRIBUTES" : request.selectAsString())));
  }

  private static List<Access> object(String action, String bucket, String key) {
    return List.of(new Access(action, bucket(bucket) + "/" + key, Map.of()));
  }

  /**
   * Sending asks about the sender's identity and, where one is named, the configuration set. Mail's
   * classes are not on every class path, so its fields are read by name.
   */
  private static List<Access> other(SdkRequest request) {
    String service = request.getClass().getPackageName().replaceAll(".*\\.services\\.|\\..*", "");
    String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
    if (!service.equals("sesv2")) {
      return List.of(new Access(service + ":" + operation, "unknown", Map.of()));
    }
    String from = field(request, "FromEmailAddress");
    String set = field(request, "ConfigurationSetName");
    Map<String, List<String>> context = Map.of("ses:FromAddress", List.of(from));
    List<Access> asked = new ArrayList<>();
    String domain = from.substring(from.indexOf('@') + 1);
    asked.add(new Access("ses:" + operation, "arn:aws:ses" + HERE + "identity/" + domain, context));
    if (!set.isEmpty()) {
      asked.add(
          new Access(
              "ses:" + operation, "arn:aws:ses" + HERE + "configuration-set/" + set, context));
    }
    return asked;
  }

  private static String field(SdkRequest request, String name) {
    return request.getValueForField(name, String.class).orElse("");
  }

  private static String table(String name) {
    return "arn:aws:dynamodb" + HERE + "table/" + name;
  }

  private static String bucket(String name) {
    return "arn:aws:s3:::" + TestAws.templateName(name);
  }

  private static String secret(String id) {
    return id.startsWith("arn:") ? id : "arn:aws:secretsmanager" + HERE + "secret:" + id;
  }

  /** Partition keys by action and table, each such pair asked about once. */
  private static final class Asked {

    private record About(String action, String table) {}

    private final Map<About, List<String>> keys = new LinkedHashMap<>();

    void add(String action, String table, Map<String, AttributeValue> attributes) {
      @Nullable AttributeValue pk = attributes.get("pk");
      keys.computeIfAbsent(
              new About("dynamodb:" + action, TestAws.templateName(table)), _ -> new ArrayList<>())
          .add(pk == null ? "" : pk.s());
    }

    List<Access> accesses() {
      List<Access> accesses = new ArrayList<>();
      keys.forEach(
          (about, leading) ->
              accesses.add(
                  new Access(
                      about.action(),
                      AccessReader.table(about.table()),
                      Map.of(Access.LEADING_KEYS, leading))));
      return accesses;
    }
  }
}
