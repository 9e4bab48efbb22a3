package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Endorsements;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.Events;
import fr.actionpopulaire.dynamodb.Keys;
import fr.actionpopulaire.dynamodb.Keys.Owner;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Suppressions;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One changed date moves everything that goes with the campaign, forwards and backwards. */
@EmbeddedAwsTest
@Tag("A5")
class MovedBallotTest {

  private static final Instant YEAR = Instant.parse("2027-11-21T10:00:00Z");

  private final TestAws aws;
  private final Attic attic;
  private Map<String, Predicate<Attic>> campaignBound = Map.of();

  MovedBallotTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void oneOfEachKind() {
    attic.empty();
    Person person = attic.person();
    Event event = attic.event(person, 3, Duration.ofDays(500));
    String endorser = "ef".repeat(32);
    String suppressed = "cd".repeat(32);
    attic
        .bean(Endorsements.class)
        .putAll(
            List.of(
                new Endorsements.Endorsement(
                    endorser, Endorsements.Basis.ENDORSER, attic.now(), "test", "activation-1")));
    attic.store.transact(Suppressions.put(suppressed, attic.now()));
    campaignBound = new LinkedHashMap<>();
    campaignBound.put("member", a -> a.bean(Members.class).account(person.id()).isPresent());
    campaignBound.put(
        "identity",
        a -> a.bean(Members.class).withIdentity(List.of(person.identity())).isPresent());
    campaignBound.put("receipt", a -> !a.bean(Members.class).receipts(person.id()).isEmpty());
    campaignBound.put(
        "key", a -> a.bean(Keys.class).find(new Owner.Member(person.id())).isPresent());
    campaignBound.put("event", a -> a.bean(Events.class).department(event.id()).isPresent());
    campaignBound.put("listing", a -> listed(a, event));
    campaignBound.put("endorsement", a -> a.bean(Endorsements.class).isEligible(List.of(endorser)));
    campaignBound.put("suppression", a -> a.bean(Suppressions.class).isSuppressed(suppressed));
  }

  private static boolean listed(Attic attic, Event event) {
    return attic
        .bean(EventListing.class)
        .find(
            new EventListing.Search(
                null, 0, event.startsAt(), null, event.startsAt(), null, false, null, 10))
        .events()
        .stream()
        .anyMatch(listed -> listed.id().equals(event.id()));
  }

  private void assertAll(boolean visible, Attic now) {
    campaignBound.forEach((kind, is) -> assertEquals(visible, is.test(now), kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-02-28", "2027-03-27", "2027-06-20", "2028-02-29"})
  void everythingMovesWithIt(String ballot) {
    Attic moved = new Attic(aws, Map.of("ballots", ballot));
    Instant before = attic.campaignEnd();
    Instant after = moved.campaignEnd();
    assertTrue(!before.equals(after));
    Instant first = before.isBefore(after) ? before : after;
    attic.passTo(first.minusMillis(1));
    assertAll(true, attic);
    assertAll(true, moved);
    aws.clock().set(first);
    assertAll(first.equals(after), attic);
    assertAll(first.equals(before), moved);

    moved.passTo(after.minusMillis(1));
    assertAll(true, moved);
    assertEquals(0, moved.purge().deleted());
    aws.clock().set(after);
    assertAll(false, moved);
    PurgeSummary summary = moved.purge();
    assertEquals(
        Map.of("member", 1, "event", 1, "endorsement", 1, "suppression", 1), summary.byKind());
    assertEquals(0, moved.purge().deleted(), "second run");
    assertEquals(List.of(), aws.scan("PEOPLE_TABLE"));
    assertEquals(List.of(), aws.scan("EVENTS_TABLE"));
    assertEquals(List.of(), aws.scan("ENDORSEMENTS_TABLE"));
    assertEquals(List.of(), aws.scan("KEYS_TABLE"));
  }

  /** Their year counts from their own last act, and lasts at least as long as the campaign. */
  @Test
  void whoAgreedToReuseKeepsTheLaterOfTheTwo() {
    Person faithful = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    for (String ballot : List.of("2027-02-28", "2028-04-09", "2027-11-20", "2027-11-21")) {
      Attic moved = new Attic(aws, Map.of("ballots", ballot));
      Instant end = moved.campaignEnd();
      Instant due = end.isAfter(YEAR) ? end : YEAR;
      aws.clock().set(due.minusMillis(1));
      assertTrue(moved.bean(Members.class).find(faithful.id()).isPresent(), ballot);
      aws.clock().set(due);
      assertTrue(moved.bean(Members.class).find(faithful.id()).isEmpty(), ballot);
    }
  }

  /** The purge's rows follow, wherever they were when the ballot moved. */
  @Test
  void thePurgeFindsThemAfterEveryMove() {
    Person faithful = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    Attic early = new Attic(aws, Map.of("ballots", "2027-01-10"));
    Attic late = new Attic(aws, Map.of("ballots", "2028-04-09"));
    early.passTo(early.campaignEnd());
    early.purge();
    assertEquals(1, attic.naming("PEOPLE_TABLE", "X#20271121#").size(), "under its own day by now");
    late.passTo(YEAR);
    assertEquals(0, late.purge().deleted());
    assertTrue(late.bean(Members.class).find(faithful.id()).isPresent());
    assertEquals(0, attic.naming("PEOPLE_TABLE", "X#20271121#").size(), "with the campaign again");
    late.passTo(late.campaignEnd().minusMillis(1));
    assertEquals(0, late.purge().deleted());
    aws.clock().set(late.campaignEnd());
    assertEquals(1, late.purge().deleted());
    assertEquals(List.of(), aws.scan("PEOPLE_TABLE"));
  }
}
