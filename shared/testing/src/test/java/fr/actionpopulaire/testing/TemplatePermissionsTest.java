package fr.actionpopulaire.testing;

import static fr.actionpopulaire.testing.RawTemplate.actions;
import static fr.actionpopulaire.testing.RawTemplate.at;
import static fr.actionpopulaire.testing.RawTemplate.getAtt;
import static fr.actionpopulaire.testing.RawTemplate.list;
import static fr.actionpopulaire.testing.RawTemplate.ref;
import static fr.actionpopulaire.testing.RawTemplate.references;
import static fr.actionpopulaire.testing.RawTemplate.text;
import static fr.actionpopulaire.testing.RawTemplate.textList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who may do what in {@code template.yaml}: the cut of the tables by secrecy and by who may delete.
 */
class TemplatePermissionsTest {

  private static final List<String> STAFF = TemplateStaffTest.ROLES;

  private final RawTemplate template = RawTemplate.read();

  @Test
  void everyStatementSaysItsPurposeAndNamesWhatItAllows() {
    Set<String> everyone = new TreeSet<>(template.functions());
    everyone.addAll(STAFF);
    for (String who : everyone) {
      Set<String> purposes = new HashSet<>();
      assertFalse(template.statements(who).isEmpty(), who);
      for (Map<String, Object> statement : template.statements(who)) {
        String purpose = text(statement.get("Sid"));
        assertTrue(purpose.matches("[A-Z][A-Za-z0-9]{7,}"), who + " " + purpose);
        assertTrue(purposes.add(purpose), who + " says twice " + purpose);
        assertEquals("Allow", statement.get("Effect"), who + " " + purpose);
        for (String action : textList(statement.get("Action"))) {
          assertTrue(action.matches("[a-z0-9]+:[A-Za-z]+"), who + " " + action);
        }
        assertFalse(
            statement.containsKey("NotAction") || statement.containsKey("NotResource"), who);
        for (Object resource : list(statement.get("Resource"))) {
          assertFalse(text(resource).equals("*"), who + " " + purpose);
        }
      }
    }
  }

  @Test
  void nobodySpeaksPartiQlAndOnlyThePurgeScansAndSeesKeysAndDatesOnly() {
    for (String function : template.functions()) {
      for (Map<String, Object> statement : template.statements(function)) {
        Set<String> actions = actions(List.of(statement));
        String where = function + " " + statement.get("Sid");
        for (String action : actions) {
          assertFalse(action.matches("dynamodb:(PartiQL.*|.*Table.*|.*Stream.*)"), where);
        }
        if (actions.contains("dynamodb:Scan")) {
          assertEquals("Purge", function, where);
          assertEquals(Set.of("dynamodb:Scan"), actions, where);
          assertEquals(
              Map.of("dynamodb:Select", "SPECIFIC_ATTRIBUTES"),
              at(statement, "Condition", "StringEquals"),
              where);
          List<String> seen =
              textList(
                  at(statement, "Condition", "ForAllValues:StringEquals")
                      .get("dynamodb:Attributes"));
          assertTrue(
              List.of("pk", "sk", "expiresAt", "expires").equals(seen)
                  || references(statement.get("Resource")).equals(Set.of("JournalTable"))
                      && List.of("pk", "sk", "expiresAt", "expires", "member").equals(seen),
              where);
        }
      }
    }
  }

  @Test
  void everyTableStatementNamesOneTableAndItsKeyFamilies() {
    for (String function : template.functions()) {
      for (Map<String, Object> statement : template.statements(function)) {
        if (actions(List.of(statement)).stream().noneMatch(a -> a.startsWith("dynamodb:"))) {
          continue;
        }
        String where = function + " " + statement.get("Sid");
        if (actions(List.of(statement)).equals(Set.of("dynamodb:Scan"))) {
          assertEquals(1, references(statement.get("Resource")).size(), where);
          continue;
        }
        assertEquals(1, references(statement.get("Resource")).size(), where);
        boolean index = text(statement.get("Resource")).contains("/index/");
        if (index) {
          assertEquals(Set.of("dynamodb:Query"), actions(List.of(statement)), where);
        } else {
          Map<String, Object> keys = at(statement, "Condition", "ForAllValues:StringLike");
          assertEquals(Set.of("dynamodb:LeadingKeys"), keys.keySet(), where);
          for (String family : textList(keys.get("dynamodb:LeadingKeys"))) {
            assertTrue(family.matches("[A-Z]+#\\*|PURGE"), where + " " + family);
          }
        }
      }
    }
  }

  @Test
  void aFunctionIsToldOfExactlyWhatItMayTouch() {
    for (String function : template.functions()) {
      Set<String> touched = new TreeSet<>();
      template.statements(function).forEach(s -> touched.addAll(references(s.get("Resource"))));
      touched.removeIf(name -> !name.endsWith("Table"));
      Set<String> told = new TreeSet<>(references(template.ownEnvironment(function)));
      told.removeIf(name -> !name.endsWith("Table"));
      assertEquals(told, touched, function);
      template
          .ownEnvironment(function)
          .forEach(
              (name, value) -> {
                if (name.endsWith("_TABLE")) {
                  String table = name.replace("_TABLE", "").toLowerCase(Locale.ROOT);
                  assertEquals(
                      ref(
                          table.substring(0, 1).toUpperCase(Locale.ROOT)
                              + table.substring(1)
                              + "Table"),
                      value);
                }
              });
      boolean touchesBucket =
          actions(template.statements(function)).stream().anyMatch(a -> a.startsWith("s3:"));
      assertEquals(
          touchesBucket, template.ownEnvironment(function).containsKey("BUCKET"), function);
      assertEquals(
          template.ownEnvironment(function).containsKey("PEPPERS_SECRET"),
          actions(template.statements(function)).contains("secretsmanager:GetSecretValue"),
          function);
    }
  }

  /** Consent receipts lie beside their member and are deleted with them (CNIL A10). */
  @Test
  @Tag("A10")
  void onlyTheAccountAndThePurgeDeletePeopleTheirKeysAndEndorsements() {
    assertEquals(Set.of("Account", "Purge"), who("DeleteItem", "PeopleTable", "M#*"));
    assertEquals(Set.of("Account", "Purge"), who("DeleteItem", "KeysTable"));
    // A new pepper moves what is kept under a hash; it deletes nobody.
    assertEquals(Set.of("Account", "Purge", "Rekey"), who("DeleteItem", "PeopleTable", "E#*"));
    assertEquals(Set.of("Purge", "Rekey"), who("DeleteItem", "PeopleTable", "U#*"));
    assertEquals(Set.of("Account", "Purge", "Rekey"), who("DeleteItem", "EndorsementsTable"));
    // The index of what is due moves when somebody acts; it holds nobody's data.
    assertEquals(
        Set.of("Account", "Purge", "Rekey", "Signup", "Events", "Rsvp"),
        who("DeleteItem", "PeopleTable", "X#*"));
    // The import stores many hashes at once; elsewhere a batch of writes could delete as well.
    assertEquals(Set.of(), who("BatchWriteItem", "PeopleTable"));
    assertEquals(Set.of(), who("BatchWriteItem", "KeysTable"));
    assertEquals(Set.of("Endorsements", "Purge"), who("BatchWriteItem", "EndorsementsTable"));
  }

  @Test
  @Tag("A3")
  void nobodyListsEndorsementsButThePurgeAndWhatMovesThemToANewPepper() {
    assertEquals(Set.of("Purge", "Rekey"), who("Query", "EndorsementsTable"));
    assertEquals(Set.of("Account", "Signup", "Purge"), who("GetItem", "EndorsementsTable"));
  }

  @Test
  void theAuditTrailIsAddedToAndNeverChanged() {
    assertEquals(Set.of(), who("UpdateItem", "AuditTable"));
    assertEquals(Set.of(), who("BatchWriteItem", "AuditTable"));
    assertEquals(Set.of("Purge"), who("DeleteItem", "AuditTable"));
    assertEquals(Set.of("Purge"), who("DeleteItem", "AuditTable", "S#*"));
  }

  /** A member reads which function of staff looked, and never the line that says who it was. */
  @Test
  @Tag("A23")
  void theAccountReadsOfTheTrailWhatHoldsNoName() {
    assertEquals(Set.of("Account"), who("Query", "AuditTable", "S#*"));
    assertEquals(Set.of("Moderation", "Purge"), who("Query", "AuditTable", "A#*"));
    assertEquals(Set.of(), who("GetItem", "AuditTable"));
    assertEquals(Set.of("Account", "Moderation"), who("PutItem", "AuditTable", "S#*"));
  }

  @Test
  void theJournalIsOnlyWrittenAndReplayedByThePurge() {
    for (String function : template.functions()) {
      Set<String> allowed = new TreeSet<>(allowed(function, "JournalTable"));
      allowed.remove("dynamodb:PutItem");
      assertEquals(
          function.equals("Purge") ? Set.of("dynamodb:Scan") : Set.of(), allowed, function);
    }
    assertEquals(Set.of("Account", "Purge"), who("PutItem", "JournalTable"));
  }

  @Test
  void theSiteListsEventsAndKnowsNobody() {
    Set<String> allowed = actions(template.statements("Site"));
    allowed.removeIf(action -> action.startsWith("kms:"));
    assertEquals(Set.of("dynamodb:Query"), allowed);
    assertEquals(Set.of("dynamodb:Query"), allowed("Site", "EventsTable"));
  }

  @Test
  void onlyTheMailerSendsAndOnlyFromTheCampaign() {
    for (String function : template.functions()) {
      for (Map<String, Object> statement : template.statements(function)) {
        if (actions(List.of(statement)).stream().anyMatch(action -> action.startsWith("ses:"))) {
          assertEquals("Mailer", function);
          assertEquals(Set.of("ses:SendEmail"), actions(List.of(statement)));
          assertEquals(
              ref("Sender"), at(statement, "Condition", "StringEquals").get("ses:FromAddress"));
        }
      }
    }
  }

  @Test
  void theDataKeyIsUsedThroughServicesOnly() {
    Set<String> everyone = new TreeSet<>(template.functions());
    everyone.addAll(List.of("Importer", "Dpo"));
    for (String who : everyone) {
      List<Map<String, Object>> uses =
          template.statements(who).stream()
              .filter(s -> actions(List.of(s)).stream().anyMatch(a -> a.startsWith("kms:")))
              .toList();
      assertEquals(1, uses.size(), who);
      assertEquals(getAtt("DataKey", "Arn"), uses.getFirst().get("Resource"), who);
      assertTrue(
          at(uses.getFirst(), "Condition", "StringEquals").containsKey("kms:ViaService"), who);
    }
  }

  private Set<String> who(String action, String table, String family) {
    return template.functions().stream()
        .filter(
            function ->
                template.statements(function).stream()
                    .filter(statement -> references(statement.get("Resource")).contains(table))
                    .filter(statement -> actions(List.of(statement)).contains("dynamodb:" + action))
                    .anyMatch(
                        statement ->
                            textList(
                                    at(statement, "Condition", "ForAllValues:StringLike")
                                        .get("dynamodb:LeadingKeys"))
                                .contains(family)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> who(String action, String table) {
    return template.functions().stream()
        .filter(function -> allowed(function, table).contains("dynamodb:" + action))
        .collect(Collectors.toSet());
  }

  private Set<String> allowed(String function, String table) {
    List<Map<String, Object>> onTable = new ArrayList<>();
    for (Map<String, Object> statement : template.statements(function)) {
      if (references(statement.get("Resource")).contains(table)) {
        onTable.add(statement);
      }
    }
    return actions(onTable);
  }
}
