package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.embeddedaws.MailFault;
import fr.actionpopulaire.embeddedaws.TableMaker;
import fr.actionpopulaire.embeddedaws.TableResource;
import fr.actionpopulaire.embeddedaws.TableResource.GlobalIndex;
import fr.actionpopulaire.embeddedaws.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * One test class's AWS: its own tables and bucket with the keys, indexes and streams of the
 * template, the JVM's services, a clock and a meter. {@link EmbeddedAwsTest} makes it.
 */
public final class TestAws implements AutoCloseable {

  private static final AtomicInteger CLASSES = new AtomicInteger();

  private final EmbeddedAws server;
  private final Template template;
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final S3Client s3 = S3Client.builder().forcePathStyle(true).build();
  private final Map<String, String> tables;
  private final Map<String, String> buckets;
  private final MutableClock clock = new MutableClock();
  private final RequestMeter meter;

  private TestAws(EmbeddedAws server) {
    this.server = server;
    template = TestTemplate.read();
    String prefix = "t" + ProcessHandle.current().pid() + "-" + CLASSES.incrementAndGet() + "-";
    tables = new TableMaker(dynamoDb).createTables(template, prefix);
    buckets = TableMaker.createBuckets(s3, template, prefix);
    try (SecretsManagerClient secrets = SecretsManagerClient.create()) {
      TableMaker.createSecrets(secrets, template);
    }
    Map<String, List<GlobalIndex>> indexes = new LinkedHashMap<>();
    template.tables().forEach(t -> indexes.put(tableOf(t.logicalId()), t.indexes()));
    meter = new RequestMeter(tables::containsValue, this::table, new Weighing(dynamoDb, indexes));
    RequestMeterInterceptor.add(meter);
  }

  static TestAws open(AwsEndpoints endpoints) {
    return new TestAws(endpoints.server());
  }

  /** The template's name of a table or bucket that a test class made for itself. */
  static String templateName(String realName) {
    return realName.replaceFirst("^t\\d+-\\d+-", "");
  }

  /** A client of this class; the tested code may also make its own. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** A client of this class, by path style. */
  public S3Client s3() {
    return s3;
  }

  /**
   * The real name of the table a function knows by that variable, as {@code PEOPLE_TABLE}: the
   * logical id {@code PeopleTable}.
   *
   * @throws IllegalArgumentException if the template has no such table
   */
  public String table(String environmentName) {
    return tableOf(
        List.of(environmentName.split("_", -1)).stream()
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining()));
  }

  /**
   * The real name of the table of that logical id.
   *
   * @throws IllegalArgumentException if the template has no such table
   */
  public String tableOf(String logicalId) {
    String name = tables.get(logicalId);
    if (name == null) {
      throw new IllegalArgumentException("the template has no " + logicalId);
    }
    return name;
  }

  /** This class's bucket, for the template's only one. */
  public String bucket() {
    return buckets.values().iterator().next();
  }

  /**
   * The environment the template gives the function of that folder, with this class's tables and
   * bucket in the place of the template's.
   */
  public Map<String, String> environment(String functionFolder) {
    Map<String, String> own = new LinkedHashMap<>();
    for (TableResource table : template.tables()) {
      own.put(table.name(), tableOf(table.logicalId()));
    }
    template.buckets().forEach(b -> own.put(b.name(), buckets.getOrDefault(b.logicalId(), "")));
    Map<String, String> environment = new LinkedHashMap<>();
    template
        .function(functionFolder)
        .environment()
        .forEach((name, value) -> environment.put(name, own.getOrDefault(value, value)));
    return environment;
  }

  /**
   * The same as the properties Micronaut makes of environment variables, {@code PEOPLE_TABLE} as
   * {@code people.table}. Clients need no more: system properties lead them to the services.
   */
  public Map<String, Object> properties(String functionFolder) {
    Map<String, Object> properties = new LinkedHashMap<>();
    environment(functionFolder)
        .forEach(
            (name, value) ->
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    properties.put("aws.region", "eu-west-3");
    return properties;
  }

  /** Every mail sent since the last {@link #clearInbox()} of this JVM, newest first. */
  public List<Mail> inbox() {
    return server.inbox();
  }

  /** Those to that address, newest first. */
  public List<Mail> inbox(String to) {
    return server.inbox(to);
  }

  /** Empties the inbox, which all classes of this JVM share; done before each test. */
  public void clearInbox() {
    server.clearInbox();
  }

  /** Makes the next sendings fail so. */
  public void failNextMails(int count, MailFault fault) {
    server.failNext(count, fault);
  }

  /** Every item of that table, read consistently; for assertions, not metered work. */
  public List<Map<String, AttributeValue>> scan(String environmentName) {
    return dynamoDb
        .scanPaginator(r -> r.tableName(table(environmentName)).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** The clock to give the tested code. */
  public MutableClock clock() {
    return clock;
  }

  /** What the requests to this class's tables cost, {@link #scan} included. */
  public RequestMeter meter() {
    return meter;
  }

  /** The template with the campaign facts of tests. */
  public Template template() {
    return template;
  }

  /** The process of the stand-ins, for its endpoints. */
  public EmbeddedAws server() {
    return server;
  }

  void reset() {
    clock.set(MutableClock.START);
    meter.reset();
    server.failNext(0, MailFault.SERVER_ERROR);
    server.clearInbox();
  }

  /** Deletes this class's tables; JUnit calls it. */
  @Override
  public void close() {
    RequestMeterInterceptor.remove(meter);
    tables.values().forEach(table -> dynamoDb.deleteTable(r -> r.tableName(table)));
    dynamoDb.close();
    s3.close();
  }
}
