package fr.actionpopulaire.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.events.Town.Someone;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Publishing is an act of one’s own, looking is none (CNIL A7). */
@EmbeddedAwsTest
class SignOfLifeTest {

  private final TestAws aws;
  private final Town town;

  SignOfLifeTest(TestAws aws) {
    this.aws = aws;
    town = new Town(aws);
  }

  @Test
  @Tag("A7")
  void publishingMovesTheReuseClockAndLookingDoesNot() {
    Someone member = town.member("Camille");
    agreeToReuse(member.id());
    String event = town.published(town.member("Dominique"), town.sheet());
    aws.clock().advance(Duration.ofDays(1));
    for (String path :
        List.of("/v1/events/" + event, "/evenements/" + event, "/evenements/nouveau")) {
      for (Payload looking : List.of(Payload.get(path), Payload.head(path))) {
        town.events.call(
            looking.header("accept", "text/html").cookie("__Host-session", member.token()));
      }
    }
    assertEquals(List.of("2027-11-21T10:00:00Z", "2027-11-21T10:00:00Z"), due(member.id()));
    String own = town.published(member, town.sheet());
    assertEquals(List.of("2027-11-22T10:00:00Z", "2027-11-22T10:00:00Z"), due(member.id()));
    aws.clock().advance(Duration.ofDays(1));
    town.events.call(
        Payload.post("/v1/events/" + own + "/cancellation")
            .json("{\"reason\":\"Pluie annoncée\"}")
            .bearer(member.token()));
    assertEquals(List.of("2027-11-23T10:00:00Z", "2027-11-23T10:00:00Z"), due(member.id()));
  }

  /** Has a member agree, now, to be contacted after the campaign. */
  private void agreeToReuse(String member) {
    Consent consent = new Consent(Purpose.REUSE, true, aws.clock().instant(), ConsentTexts.VERSION);
    var account = town.context.getBean(Members.class).account(member).orElseThrow();
    town.store.transact(
        town.context.getBean(MemberRetention.class).consent(account, consent, "test"));
  }

  /** When the member is due, and the one row by which the purge finds them. */
  private List<String> due(String member) {
    return aws.scan("PEOPLE_TABLE").stream()
        .map(Row::new)
        .filter(
            row ->
                row.pk().equals("M#" + member) && row.sk().equals("P")
                    || row.sk().equals("member#" + member))
        .map(row -> row.instant("expiresAt").toString())
        .sorted()
        .toList();
  }
}
