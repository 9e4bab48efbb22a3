package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.AnswerResult;
import fr.actionpopulaire.dynamodb.Answers;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.Outbox;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * The campaign ends: all that was its own goes; what may remain names nobody and has its own date.
 */
@EmbeddedAwsTest
@Tag("thorough")
class CampaignEndTest {

  private final TestAws aws;
  private final Attic attic;

  CampaignEndTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  private Endorsement endorsement(String hash) {
    return new Endorsement(hash, Basis.ENDORSER, attic.now(), "test", "activation-1");
  }

  @Tag("A5")
  @Test
  void nothingAboutTheMembersIsLeftButWhatTheDesignAllows() {
    Person host = attic.person();
    Person guest = attic.person(Set.of(Purpose.ACCOUNT, Purpose.NEWSLETTER));
    Person waiting = attic.person();
    Person faithful = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Event past = attic.event(host, 1, Duration.ofDays(2));
    // Ends within the last seven days of the campaign: its answers go with it.
    aws.clock().set(attic.campaignEnd().minus(Duration.ofDays(3)));
    Event late = attic.event(host, 1, Duration.ofDays(1));
    aws.clock().set(Instant.parse("2026-11-21T11:00:00Z"));
    Answers answers = attic.bean(Answers.class);
    for (Event event : List.of(past, late)) {
      assertTrue(answers.answer(event, guest.id(), 0) instanceof AnswerResult.Confirmed);
      assertTrue(answers.answer(event, waiting.id(), 0) instanceof AnswerResult.Waitlisted);
    }
    attic
        .bean(Endorsements.class)
        .putAll(
            List.of(
                endorsement(guest.identity()),
                // Somebody who endorsed and never activated an account.
                endorsement("ef".repeat(32))));
    attic.store.transact(Suppressions.put("cd".repeat(32), attic.now()));
    String report = attic.report();
    attic.store.write(
        Outbox.put(
            new Outbox.Message(
                Outbox.Kind.WELCOME,
                new Outbox.Recipient.Member(host.id()),
                host.id(),
                Map.of(),
                attic.campaignEnd().minusSeconds(1))));
    for (String key : List.of("photos/" + guest.id() + ".jpg", "imports/late.csv")) {
      aws.s3().putObject(r -> r.bucket(aws.bucket()).key(key), RequestBody.fromString("x"));
    }

    aws.clock().set(attic.campaignEnd());
    PurgeSummary summary = attic.purge();

    assertEquals(0, summary.failed());
    assertEquals(
        Map.of(
            "member", 3,
            "event", 2,
            "answers", 1,
            "suppression", 1,
            "endorsement", 1,
            "file", 2),
        summary.byKind());
    assertEquals(0, attic.purge().deleted(), "second run");

    for (Person gone : List.of(host, guest, waiting)) {
      for (String table :
          List.of(
              "PEOPLE_TABLE",
              "KEYS_TABLE",
              "EPHEMERAL_TABLE",
              "ENDORSEMENTS_TABLE",
              "EVENTS_TABLE",
              "MODERATION_TABLE",
              "AUDIT_TABLE")) {
        assertEquals(List.of(), attic.naming(table, gone.id()), table);
        assertEquals(List.of(), attic.naming(table, gone.identity()), table);
      }
    }
    assertEquals(List.of(), aws.scan("EVENTS_TABLE"));
    assertEquals(List.of(), aws.scan("ENDORSEMENTS_TABLE"));
    assertTrue(aws.s3().listObjectsV2(r -> r.bucket(aws.bucket())).contents().isEmpty());
    // People: only who agreed to re-use. Keys: theirs, and the reporter's until the notice goes.
    assertTrue(
        aws.scan("PEOPLE_TABLE").stream()
            .allMatch(
                item ->
                    item.toString().contains(faithful.id())
                        || item.toString().contains(faithful.identity())));
    assertEquals(
        Set.of("M#" + faithful.id(), "RP#" + report),
        Set.copyOf(aws.scan("KEYS_TABLE").stream().map(item -> Attic.text(item, "pk")).toList()));
    // Nobody was told that a seat became free because somebody was deleted.
    assertTrue(
        aws.scan("OUTBOX_TABLE").stream()
            .noneMatch(item -> Attic.text(item, "kind").equals("PROMOTED")));
    // All that remains carries the date on which it goes.
    for (String table : Attic.TABLES) {
      aws.scan(table)
          .forEach(item -> assertTrue(item.containsKey("expiresAt"), table + " " + item.get("pk")));
    }
    assertEquals(3, aws.scan("JOURNAL_TABLE").size());
    assertTrue(aws.scan("JOURNAL_TABLE").stream().allMatch(item -> item.containsKey("ttl")));
  }
}
