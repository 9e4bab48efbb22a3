package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.getAtt;
import static fr.actionpopulaire.testing.RawTemplate.list;
import static fr.actionpopulaire.testing.RawTemplate.map;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.references;
import static fr.actionpopulaire.testing.RawTemplate.text;
import static fr.actionpopulaire.testing.RawTemplate.textList;
import static fr.actionpopulaire.testing.RawTemplate.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code template.yaml} promises, beyond what a linter of CloudFormation can know. */
class TemplateTest {

  private static final Set<String> PUBLIC =
      Set.of("Signup", "Account", "Events", "Rsvp", "Reports", "Site");

  private final RawTemplate template = RawTemplate.read();

  @Test
  void everyFunctionFolderHasItsBlockAndNoBlockLacksAFolder() throws IOException {
    Set<String> folders;
    try (Stream<Path> children = Files.list(RawTemplate.house().resolve("functions"))) {
      folders =
          children
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .filter(name -> !name.equals("target") && !name.equals("src"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertEquals(
        folders,
        template.functions().stream().map(TemplateTest::folder).collect(Collectors.toSet()));
    for (String function : template.functions()) {
      Map<String, Object> properties = template.properties(function);
      String folder = folder(function);
      assertEquals("functions/" + folder + "/target/function", properties.get("CodeUri"));
      assertEquals(
          "fr.actionpopulaire." + folder + "." + function + "Function", properties.get("Handler"));
      assertFalse(text(properties.get("Description")).isBlank(), function);
    }
  }

  @Test
  void everyFunctionRunsOnJava25OrItsOwnRuntimeBehindAnAlias() {
    assertEquals(
        Map.of("Fn::If", List.of("Managed", "java25", "provided.al2023")),
        template.globalFunction().get("Runtime"));
    assertEquals(
        List.of(Map.of("Fn::If", List.of("OnX86", "x86_64", "arm64"))),
        template.globalFunction().get("Architectures"));
    assertEquals("live", template.globalFunction().get("AutoPublishAlias"));
    assertEquals("Active", template.globalFunction().get("Tracing"));
    for (String function : template.functions()) {
      for (String global :
          List.of("Runtime", "Architectures", "AutoPublishAlias", "SnapStart", "Tracing", "Role")) {
        assertFalse(template.properties(function).containsKey(global), function + " " + global);
      }
    }
  }

  /** SAM publishes no version when only a parameter's value changes; see the resource Settings. */
  @Test
  void everyParameterAFunctionReceivesPublishesAVersionWhenItChanges() {
    Set<String> settings = references(template.properties("Settings").get("Content"));
    Set<String> everyone = references(at(template.globalFunction(), "Environment", "Variables"));
    everyone.addAll(Set.of("Packaging", "SnapStart"));
    assertEquals(everyone, settings);
    Set<String> parameters = template.section("Parameters").keySet();
    for (String function : template.functions()) {
      Set<String> described = references(template.properties(function).get("VersionDescription"));
      assertTrue(described.contains("Settings"), function);
      Set<String> unseen = references(template.ownEnvironment(function));
      unseen.retainAll(parameters);
      unseen.removeAll(settings);
      unseen.removeAll(described);
      assertEquals(Set.of(), unseen, function);
    }
  }

  @Test
  void campaignFactsHaveNoDefault() {
    Map<String, Object> parameters = template.section("Parameters");
    for (String fact :
        List.of(
            "CampaignId",
            "CampaignName",
            "Candidate",
            "Party",
            "Election",
            "Controller",
            "RightsContact",
            "EndorsementSource",
            "Sender")) {
      assertFalse(at(parameters, fact).containsKey("Default"), fact);
    }
  }

  @Test
  void everyFunctionHasItsEncryptedLogThatEnds() {
    for (String function : template.functions()) {
      String log = function + "Logs";
      assertEquals(
          ref(log), at(template.properties(function), "LoggingConfig").get("LogGroup"), function);
      assertEquals(
          Map.of("Fn::Sub", "/${AWS::StackName}/" + folder(function)),
          template.properties(log).get("LogGroupName"));
    }
    for (String log : template.ofType("AWS::Logs::LogGroup")) {
      assertEquals(ref("LogRetentionDays"), template.properties(log).get("RetentionInDays"), log);
      assertEquals(getAtt("DataKey", "Arn"), template.properties(log).get("KmsKeyId"), log);
    }
  }

  @Test
  void onlyTheListedFunctionsArePublicAndTheyNameTheirOrigins() {
    for (String function : template.functions()) {
      Map<String, Object> properties = template.properties(function);
      if (PUBLIC.contains(function)) {
        Map<String, Object> url = at(properties, "FunctionUrlConfig");
        assertEquals("NONE", url.get("AuthType"), function);
        List<Object> cors = list(at(url, "Cors").get("Fn::If"));
        assertEquals("WithApps", cors.getFirst());
        assertEquals(ref("AllowedOrigins"), map(cors.get(1)).get("AllowOrigins"), function);
        assertFalse(map(cors.get(1)).containsKey("AllowCredentials"), function);
        assertFalse(texts(url).contains("*"), function);
        assertTrue(properties.containsKey("ReservedConcurrentExecutions"), function);
      } else if (function.equals("Moderation")) {
        assertEquals(Map.of("AuthType", "AWS_IAM"), properties.get("FunctionUrlConfig"));
      } else {
        assertFalse(properties.containsKey("FunctionUrlConfig"), function);
        // Members' uploads wake it: a flood of them is to be held back as one of calls is.
        assertEquals(
            function.equals("Photos"),
            properties.containsKey("ReservedConcurrentExecutions"),
            function);
      }
      boolean hasUrl = properties.containsKey("FunctionUrlConfig");
      assertEquals(hasUrl, template.section("Outputs").containsKey(function + "Url"), function);
    }
  }

  @Test
  void routesAreUniqueAndThoseTheFunctionSaysItOwns() {
    Set<String> seen = new HashSet<>();
    for (String function : template.functions()) {
      List<String> routed = new ArrayList<>();
      for (Map<String, Object> event : template.events(function).values()) {
        if (text(event.get("Type")).equals("HttpApi")) {
          Map<String, Object> route = at(event, "Properties");
          assertEquals(ref("FrontDoor"), route.get("ApiId"));
          assertEquals("ANY", route.get("Method"));
          String path = text(route.get("Path"));
          // An HTTP API knows variables as whole segments only.
          assertTrue(
              path.equals("$default") || path.matches("(/([a-z0-9.-]+|\\{[a-zA-Z]+}))+"), path);
          assertTrue(seen.add(path.replaceAll("\\{[a-zA-Z]+}", "{}")), path);
          routed.add(path);
        }
      }
      List<String> owned =
          textList(at(map(template.resources().get(function)), "Metadata").get("Paths"));
      assertEquals(PUBLIC.contains(function), !routed.isEmpty(), function);
      if (function.equals("Moderation")) {
        assertTrue(owned.stream().allMatch(path -> path.startsWith("/v1/moderation/")), function);
        assertFalse(owned.isEmpty());
      } else {
        assertEquals(Set.copyOf(routed), Set.copyOf(owned), function);
      }
    }
    assertTrue(seen.contains("$default"));
  }

  /** A routed function that knew the front door's address would close a circle (E3004). */
  @Test
  void onlyTheMailerKnowsTheFrontDoorsAddress() {
    for (String function : template.functions()) {
      Set<String> known = references(template.ownEnvironment(function));
      assertEquals(function.equals("Mailer"), known.contains("FrontDoor"), function);
    }
  }

  @Test
  void accessLogsHoldNoAddressAndNoPath() {
    String format = text(at(template.properties("FrontDoor"), "AccessLogSettings").get("Format"));
    Set<String> fields =
        Stream.of(format.split("\\$context\\.", -1))
            .skip(1)
            .map(rest -> rest.split("\"", 2)[0])
            .collect(Collectors.toSet());
    assertEquals(Set.of("requestId", "routeKey", "status", "responseLatency"), fields);
  }

  @Test
  void everythingReferredToExists() {
    Set<String> known = new HashSet<>(template.resources().keySet());
    known.addAll(template.section("Parameters").keySet());
    known.addAll(Set.of("AWS::Region", "AWS::AccountId", "AWS::StackName", "AWS::NoValue"));
    // What SAM will create.
    known.add("FrontDoorApiGatewayDefaultStage");
    for (String function : template.functions()) {
      known.addAll(Set.of(function + "Aliaslive", function + "Role"));
      if (template.properties(function).containsKey("FunctionUrlConfig")) {
        known.add(function + "Url");
      }
      template.events(function).keySet().forEach(event -> known.add(function + event));
    }
    Set<String> referred = references(template.resources());
    referred.addAll(references(template.section("Outputs")));
    referred.addAll(references(template.section("Conditions")));
    referred.addAll(references(template.section("Rules")));
    referred.removeAll(known);
    assertEquals(Set.of(), referred);
  }

  @Test
  void everyParameterIsUsedAndDescribedInTheConsole() {
    Set<String> used =
        references(
            List.of(
                template.resources(),
                template.section("Conditions"),
                template.section("Globals"),
                template.section("Rules")));
    assertTrue(used.containsAll(template.section("Parameters").keySet()), used.toString());
    Set<String> grouped = new TreeSet<>();
    Object groups =
        at(template.section("Metadata"), "AWS::CloudFormation::Interface").get("ParameterGroups");
    list(groups).forEach(group -> grouped.addAll(textList(map(group).get("Parameters"))));
    assertEquals(new TreeSet<>(template.section("Parameters").keySet()), grouped);
  }

  @Test
  void noSecretIsInTheTemplateOrInAVariable() {
    assertTrue(texts(template.root()).stream().noneMatch(text -> text.contains("{{resolve:")));
    for (String function : template.functions()) {
      template
          .ownEnvironment(function)
          .forEach(
              (name, value) ->
                  assertEquals(
                      name.equals("PEPPERS_SECRET"),
                      references(value).contains("PeppersSecret"),
                      function + " " + name));
    }
    Map<String, Object> secret = template.properties("PeppersSecret");
    assertFalse(secret.containsKey("SecretString"));
    assertEquals("pepper1", at(secret, "GenerateSecretString").get("GenerateStringKey"));
  }

  @Test
  void everyFunctionAndEveryQueueRingsWhenItFails() {
    Set<Object> watched = new HashSet<>();
    for (String alarm : template.ofType("AWS::CloudWatch::Alarm")) {
      Map<String, Object> properties = template.properties(alarm);
      assertEquals(List.of(ref("Alarms")), properties.get("AlarmActions"), alarm);
      String reason = text(properties.get("AlarmDescription"));
      assertFalse(reason.isBlank() || reason.equals("null"), alarm);
      watched.addAll(references(properties));
    }
    for (String function : template.functions()) {
      assertTrue(references(template.properties(function + "Errors")).contains(function));
    }
    for (String queue : template.ofType("AWS::SQS::Queue")) {
      assertTrue(watched.contains(queue), queue);
      assertEquals(
          getAtt("DataKey", "Arn"), template.properties(queue).get("KmsMasterKeyId"), queue);
    }
    assertEquals("breaching", template.properties("PurgeMissed").get("TreatMissingData"));
    assertEquals(3, template.properties("PurgeMissed").get("EvaluationPeriods"));
    assertEquals("IteratorAge", template.properties("MailsLate").get("MetricName"));
  }

  private static String folder(String function) {
    return function.toLowerCase(Locale.ROOT);
  }
}
