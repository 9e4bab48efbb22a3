package fr.actionpopulaire.embeddedaws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.embeddedaws.TableResource.GlobalIndex;
import fr.actionpopulaire.embeddedaws.TableResource.KeyAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

  private static final Path FILE = Path.of("src/test/resources/template.yaml");
  private static final Map<String, String> DEV = Map.of("Sender", "a@example.org");

  private final Template dev = Template.read(FILE, DEV);
  private final FunctionResource mailer = dev.function("mailer");

  @Test
  void environmentIsMergedAndEvaluated() {
    assertEquals(
        Map.ofEntries(
            Map.entry("STAGE", "dev"),
            Map.entry("SHARED", "own"),
            Map.entry("PEOPLE_TABLE", "action-populaire-PeopleTable"),
            Map.entry("NAMED_TABLE", "action-populaire-given"),
            Map.entry(
                "PEPPERS",
                "arn:aws:secretsmanager:eu-west-3:000000000000:secret:action-populaire-Peppers"),
            Map.entry("DOOR", "https://door.execute-api.eu-west-3.amazonaws.com"),
            Map.entry("DOOR_TOO", "https://door.execute-api.eu-west-3.amazonaws.com"),
            Map.entry("FIRST_ORIGIN", "https://a.example"),
            Map.entry("SECOND_PART", "b"),
            Map.entry("JOINED", "dev:not-it-is"),
            Map.entry("LITERAL", "${kept} a@example.org"),
            Map.entry("BOTH", "y"),
            Map.entry("EITHER", "x"),
            Map.entry("LONG_FORM", "dev!"),
            Map.entry("ROLE", "arn:aws:iam::000000000000:role/action-populaire-MailerRole")),
        mailer.environment());
  }

  @Test
  void parametersDecideConditions() {
    assertFalse(dev.logicalIds().contains("OnlyProtected"));
    Template prod =
        Template.read(
            FILE, Map.of("Sender", "a@example.org", "Stage", "prod", "AWS::StackName", "here"));
    assertTrue(prod.logicalIds().contains("OnlyProtected"));
    assertEquals("x", prod.function("mailer").environment().get("LEFT_OUT"));
    assertEquals("x", prod.function("mailer").environment().get("BOTH"));
    assertEquals("here-PeopleTable", prod.table("PeopleTable").name());
  }

  @Test
  void functionsKnowWhatCallsThem() {
    assertEquals("Mailer", mailer.logicalId());
    assertEquals("functions/mailer/target/function", mailer.codeUri());
    assertEquals("fr.actionpopulaire.mailer.MailerFunction", mailer.handler());
    assertEquals(60, mailer.timeoutSeconds());
    assertEquals(256, mailer.memoryMb());
    assertEquals(
        List.of(new Route("GET", "/a/{id}"), new Route("ANY", "$default")), mailer.routes());
    assertEquals(Optional.of("AWS_IAM"), mailer.functionUrlAuthType());
    assertEquals(
        List.of(
            new Trigger.TableStream("PeopleTable", 10, List.of("{\"eventName\":[\"INSERT\"]}")),
            new Trigger.Schedule("rate(1 hour)", "{\"dryRun\":false}"),
            new Trigger.BucketCreated("Files", "imports/", ".csv")),
        mailer.triggers());
  }

  @Test
  void rolesAreEvaluated() {
    String table = "arn:aws:dynamodb:eu-west-3:000000000000:table/action-populaire-PeopleTable";
    assertEquals(
        List.of(
            new Statement(
                "Allow",
                List.of("dynamodb:GetItem"),
                List.of(table, table + "/index/*"),
                Map.of("StringEquals", Map.of("aws:SourceAccount", "000000000000"))),
            new Statement(
                "Allow", List.of("managed:AWSLambdaBasicExecutionRole"), List.of("*"), Map.of())),
        mailer.policies());
  }

  @Test
  void tablesBucketsAndSecretsAreRead() {
    assertEquals(
        new TableResource(
            "PeopleTable",
            "action-populaire-PeopleTable",
            List.of(new KeyAttribute("pk", "S", "HASH"), new KeyAttribute("sk", "N", "RANGE")),
            List.of(
                new GlobalIndex(
                    "Open",
                    List.of(new KeyAttribute("open", "S", "HASH")),
                    "INCLUDE",
                    List.of("name"))),
            Optional.of("ttl"),
            Optional.of("KEYS_ONLY")),
        dev.table("PeopleTable"));
    assertEquals(List.of(new BucketResource("Files", "files-dev-000000000000")), dev.buckets());
    assertEquals("pepper1", dev.secrets().getFirst().generatedKey());
    assertEquals(40, dev.secrets().getFirst().length());
  }

  @Test
  void whatIsMissingIsNamed(@TempDir Path folder) throws IOException {
    assertEquals(Set.of("Sender"), Template.missingParameters(FILE, Map.of()));
    assertSays("parameter Sender", () -> Template.read(FILE, Map.of()));
    assertSays(
        "no parameter Typo",
        () -> Template.read(FILE, Map.of("Sender", "a@example.org", "Typo", "x")));
    assertSays("no function nobody", () -> dev.function("nobody"));
    assertSays("no Nowhere", () -> Template.read(withQueue(folder, "!Ref Nowhere"), Map.of()));
    assertSays(
        "no Nowhere", () -> Template.read(withQueue(folder, "!Sub '${Nowhere.Arn}'"), Map.of()));
    assertSays(
        "no condition Nowhere",
        () -> Template.read(withQueue(folder, "!If [Nowhere, a, b]"), Map.of()));
    assertSays(
        "Fn::Transform", () -> Template.read(withQueue(folder, "!Transform {Name: x}"), Map.of()));
  }

  private static Path withQueue(Path folder, String description) throws IOException {
    return Files.writeString(
        folder.resolve("template.yaml"),
        "Resources: {Q: {Type: 'AWS::SQS::Queue', Properties: {A: " + description + "}}}\n");
  }

  private static void assertSays(String part, org.junit.jupiter.api.function.Executable read) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, read).getMessage());
    assertTrue(message.contains(part), message);
  }
}
