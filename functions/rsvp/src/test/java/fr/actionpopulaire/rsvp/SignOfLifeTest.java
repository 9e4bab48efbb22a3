package fr.actionpopulaire.rsvp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.rsvp.Neighbourhood.SignedIn;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answering is an act of one’s own, looking at an event is none (CNIL A7). */
@EmbeddedAwsTest
class SignOfLifeTest {

  private final TestAws aws;
  private final Neighbourhood here;

  SignOfLifeTest(TestAws aws) {
    this.aws = aws;
    here = new Neighbourhood(aws);
  }

  @Test
  @Tag("A7")
  void answeringMovesTheReuseClockAndLookingDoesNot() {
    SignedIn member = here.member("Camille");
    agreeToReuse(member.id());
    Event event = here.event(2);
    assertEquals(List.of("2027-11-21T10:00:00Z", "2027-11-21T10:00:00Z"), due(member.id()));
    aws.clock().advance(Duration.ofDays(1));
    Event next = here.event(2);
    for (String path :
        List.of(
            "/v1/me/rsvps", "/mes-participations", "/evenements/" + next.id() + "/participation")) {
      for (Payload looking : List.of(Payload.get(path), Payload.head(path))) {
        here.rsvp.call(looking.cookie("__Host-session", member.token()));
      }
    }
    assertEquals(List.of("2027-11-21T10:00:00Z", "2027-11-21T10:00:00Z"), due(member.id()));
    assertEquals(
        200,
        here.rsvp
            .call(
                Payload.put("/v1/events/" + next.id() + "/rsvp")
                    .bearer(member.token())
                    .json("{\"guests\":0}"))
            .status());
    assertEquals(List.of("2027-11-22T10:00:00Z", "2027-11-22T10:00:00Z"), due(member.id()));
    aws.clock().advance(Duration.ofDays(1));
    here.rsvp.call(
        Payload.post("/evenements/" + event.id() + "/participation")
            .host("network.example.org")
            .header("origin", "https://network.example.org")
            .cookie("__Host-session", member.token())
            .form(Map.of("action", "annuler")));
    assertEquals(List.of("2027-11-23T10:00:00Z", "2027-11-23T10:00:00Z"), due(member.id()));
  }

  /** Has a member agree, now, to be contacted after the campaign. */
  private void agreeToReuse(String member) {
    Consent consent = new Consent(Purpose.REUSE, true, aws.clock().instant(), ConsentTexts.VERSION);
    var account = here.context.getBean(Members.class).account(member).orElseThrow();
    here.store.transact(
        here.context.getBean(MemberRetention.class).consent(account, consent, "test"));
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
