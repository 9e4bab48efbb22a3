package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.actions;
import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.list;
import static fr.actionpopulaire.testing.RawTemplate.map;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.references;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How staff come in by {@code template.yaml}, and what their roles allow them. */
class TemplateStaffTest {

  static final List<String> ROLES = List.of("Moderator", "Importer", "Dpo");

  private final RawTemplate template = RawTemplate.read();

  /** A plain Invoke carries no trusted caller: its payload could claim any actor. */
  @Test
  void moderatorsInvokeOnlyThroughTheSignedUrl() {
    for (Map<String, Object> statement : template.statements("Moderator")) {
      assertEquals(Set.of("ModerationAliaslive"), references(statement.get("Resource")));
      if (actions(List.of(statement)).contains("lambda:InvokeFunction")) {
        assertEquals(
            Map.of("lambda:InvokedViaFunctionUrl", true), at(statement, "Condition", "Bool"));
      }
    }
    assertEquals(
        Set.of("lambda:InvokeFunctionUrl", "lambda:InvokeFunction"),
        actions(template.statements("Moderator")));
  }

  @Test
  void importersUploadAndTheDpoReads() {
    assertEquals(
        Set.of("s3:PutObject", "kms:GenerateDataKey", "kms:Decrypt"),
        actions(template.statements("Importer")));
    assertEquals(
        Set.of("AuditTable", "DataKey", "PurgeLogs"),
        template.statements("Dpo").stream()
            .flatMap(statement -> references(statement.get("Resource")).stream())
            .filter(name -> !name.startsWith("AWS::"))
            .collect(Collectors.toSet()));
    for (String action : actions(template.statements("Dpo"))) {
      assertTrue(action.matches("[a-z]+:(Get|Query|Filter|Describe|Decrypt).*"), action);
    }
  }

  @Test
  void staffComeFederatedOrWithASecondFactor() {
    for (String role : ROLES) {
      List<Object> trust =
          list(
              map(list(at(template.properties(role), "AssumeRolePolicyDocument").get("Statement"))
                      .getFirst())
                  .get("Fn::If"));
      assertEquals("StaffComeBySaml", trust.getFirst(), role);
      assertEquals(ref("StaffTrust"), at(map(trust.get(1)), "Principal").get("Federated"), role);
      assertEquals("sts:AssumeRoleWithSAML", map(trust.get(1)).get("Action"), role);
      assertEquals(
          Map.of("aws:MultiFactorAuthPresent", true), at(map(trust.get(2)), "Condition", "Bool"));
    }
    assertEquals(Set.copyOf(ROLES), template.ofType("AWS::IAM::Role"));
  }
}
