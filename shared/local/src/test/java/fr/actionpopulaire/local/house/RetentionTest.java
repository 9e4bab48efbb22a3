package fr.actionpopulaire.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.retention.RetentionRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long things are kept is written in one place, and told as it is written. */
@Tag("A5")
@Tag("A6")
@Tag("A8")
class RetentionTest {

  /** Periods of an hour and more that keep nothing, and what they are instead. */
  private static final Map<String, String> OTHER_PERIODS =
      Map.ofEntries(
          Map.entry("Redress", "the months in which one may appeal (DSA 20)"),
          Map.entry("MemberRetention", "how often a sign of life is written down"),
          Map.entry("Misuse", "how long reporting is suspended, within what is kept of it"),
          Map.entry("Sessions", "how often a use is written down"),
          Map.entry("CalendarApi", "how far back a calendar goes"),
          Map.entry("MemberCalendar", "how far back a calendar goes"),
          Map.entry("CalendarLinks", "how often a reading is written down"),
          Map.entry("DraftReader", "the longest event"),
          Map.entry("Recurrence", "the longest of events that are repeated"),
          Map.entry("ReadAudit", "the end of the last day asked for"),
          Map.entry("Decision", "the term of a measure, given by the moderator"),
          Map.entry("QueueReminders", "how long before an event people are reminded"),
          Map.entry("ElectoralPause", "how long the mail service tries to deliver"),
          Map.entry("EventKind", "how long an action usually lasts"),
          Map.entry("AuditApi", "the days shown unless others are asked for"),
          Map.entry("RightsRequestView", "the days left to answer"),
          Map.entry("SweepOutbox", "how long a mail that did not leave is tried again"),
          Map.entry("AnswerDue", "how long before the end of the month staff are called"));

  private static final Pattern PERIOD =
      Pattern.compile("(Duration\\.of(Days|Hours)|Period\\.of\\w+)\\(|ChronoUnit\\.(DAYS|MONTHS)");

  /** Who may see what has expired: erasure, purge, and numbers that name nobody. */
  private static final Set<String> SEE_EXPIRED =
      Set.of(
          "CoOrganisers",
          "Answers",
          "Attendance",
          "Audit",
          "BucketSweep",
          "Checkpoint",
          "Endorsements",
          "ErasureReplay",
          "Events",
          "ExpiringKinds",
          "Forgetting",
          "MemberErasure",
          "Notices",
          "Photos",
          "Presences",
          "Query",
          "Rekey",
          "RelayedMessages",
          "RightsRequests",
          "Retiming",
          "Seats",
          "Sessions",
          "Store",
          "WaitingList",
          "Suppressions",
          "TransparencyReports");

  private static String name(Path source) {
    return Objects.requireNonNull(source.getFileName()).toString().replace(".java", "");
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    House.deployedSources().forEach(source -> sources.put(name(source), House.text(source)));
    return sources;
  }

  private static Set<String> containing(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    sources()
        .forEach(
            (name, text) -> {
              if (pattern.matcher(text).find()) {
                found.add(name);
              }
            });
    return found;
  }

  /** A new period here is either a rule's, and belongs there, or gets its reason above. */
  @Test
  void noOtherClassSaysHowLongSomethingIsKept() {
    Set<String> found = containing(PERIOD);
    assertTrue(found.remove("RetentionRule"));
    found.removeAll(OTHER_PERIODS.keySet());
    assertEquals(Set.of(), found);
  }

  @Test
  void deadlinesAreMadeByRulesAndReadBackByRowsOnly() {
    assertEquals(
        Set.of("RetentionRule", "Row"),
        containing(Pattern.compile("new (Deadline\\.)?(At|CampaignEnd|AfterCampaign)\\(")));
  }

  /** Inventory only reads them, and must share no code with the store. */
  @Test
  void deadlineAttributesAreNamedByTheStoreOnly() {
    // A copy handed to the person says when each thing goes.
    assertEquals(
        Set.of("ExportView", "Inventory", "Item"),
        containing(Pattern.compile("\"(expiresAt|expires|ttl)\"")));
    assertEquals(
        Set.of(),
        containing(
            Pattern.compile(
                "\\.(instant|number|text)\\(\\s*Item\\.(EXPIRES_AT|EXPIRES|TIME_TO_LIVE),")));
    sources()
        .forEach(
            (name, text) -> {
              if (text.contains(" = :expires") && !name.equals("Item")) {
                assertTrue(text.contains("Item.deadlineAttributes("), name);
              }
            });
  }

  /** And the rehearsal, which says nothing: none of its requests is sent. */
  @Test
  void onlyTheStoreAndTheAuditTalkToTheDatabase() {
    assertEquals(
        Set.of("AwsClients", "Inventory", "Store", "StoreRehearsal"),
        containing(Pattern.compile("DynamoDbClient")));
  }

  @Test
  void onlyErasurePurgeAndCountsSeeWhatHasExpired() {
    Set<String> found = containing(Pattern.compile("[eE]venExpired"));
    found.removeAll(SEE_EXPIRED);
    assertEquals(Set.of(), found);
  }

  @Test
  void theBucketsBroomKeepsToItsRule() {
    Matcher broom =
        Pattern.compile("Prefix: imports/\\s+ExpirationInDays: (\\d+)")
            .matcher(House.text(House.path("template.yaml")));
    assertTrue(broom.find());
    assertEquals(
        RetentionRule.IMPORT_FILE.seconds(), Long.parseLong(broom.group(1)) * 24 * 60 * 60);
  }

  /** Each rule has its row in {@code docs/privacy.md}, which says the rule's own period. */
  @Test
  void thePrivacyPageHasARowForEachRule() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(House.path("docs/privacy.md"))) {
      Matcher rule = Pattern.compile("`([A-Z]+(?:_[A-Z]+)*)`").matcher(line);
      while (line.startsWith("|") && rule.find()) {
        rows.merge(rule.group(1), line, String::concat);
      }
    }
    List<String> wrong = new ArrayList<>();
    for (RetentionRule rule : RetentionRule.values()) {
      String row = rows.getOrDefault(rule.name(), "");
      if (!row.contains(english(rule))) {
        wrong.add(rule + " should say " + english(rule));
      }
    }
    assertEquals(List.of(), wrong);
    rows.keySet()
        .removeAll(java.util.Arrays.stream(RetentionRule.values()).map(Enum::name).toList());
    assertEquals(Set.of(), rows.keySet(), "rules that are no more");
  }

  private static String english(RetentionRule rule) {
    return rule.periodInFrench()
        .replace("jusqu’à la fin de la campagne", "end of the campaign")
        .replace("aussitôt", "at once")
        .replace("heures", "hours")
        .replace("heure", "hour")
        .replace("jours", "days")
        .replace("mois", "months")
        .replace(" ans", " years")
        .replace("1 an", "one year");
  }
}
