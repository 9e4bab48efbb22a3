package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.dynamodb.Row;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Login is an act of one’s own; asking for a code, or guessing one, is none (CNIL A7). */
@EmbeddedAwsTest
class SignOfLifeTest {

  private final TestAws aws;
  private final Newcomer somebody;

  SignOfLifeTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws);
  }

  @Test
  @Tag("A7")
  void loginKeepsWhoAgreedToReuseForAnotherYear() {
    String token = somebody.token("reuse@example.org");
    Map<String, Object> told = Newcomer.told("consents", Map.of("account", true, "reuse", true));
    assertEquals(201, somebody.create(token, told).status());
    String id = token.substring(0, 26);
    aws.clock().advance(Duration.ofDays(5));
    String request = somebody.requestWithCode("reuse@example.org");
    assertEquals(403, somebody.redeem(request, Newcomer.WRONG).status());
    assertEquals(List.of("2027-11-21T10:00:00Z", "2027-11-21T10:00:00Z"), due(id));
    assertEquals(200, somebody.redeem(request, Newcomer.CODE).status());
    assertEquals(List.of("2027-11-26T10:00:00Z", "2027-11-26T10:00:00Z"), due(id));
    aws.clock().advance(Duration.ofDays(1).minusMillis(1));
    somebody.redeem(somebody.requestWithCode("reuse@example.org"), Newcomer.CODE);
    assertEquals(List.of("2027-11-26T10:00:00Z", "2027-11-26T10:00:00Z"), due(id), "once a day");
  }

  /** Whoever signs out acts too; whoever looks does not. */
  @Test
  @Tag("A7")
  void signingOutCountsAndLookingDoesNot() {
    String token = somebody.token("out@example.org");
    assertEquals(
        201,
        somebody
            .create(token, Newcomer.told("consents", Map.of("account", true, "reuse", true)))
            .status());
    String id = token.substring(0, 26);
    aws.clock().advance(Duration.ofDays(1));
    for (String page : List.of("/inscription/profil", "/deconnexion", "/connexion")) {
      somebody.signup.call(Payload.get(page).cookie("__Host-session", token));
    }
    assertEquals(List.of("2027-11-21T10:00:00Z", "2027-11-21T10:00:00Z"), due(id));
    assertEquals(204, somebody.signup.call(Payload.delete("/v1/session").bearer(token)).status());
    assertEquals(List.of("2027-11-22T10:00:00Z", "2027-11-22T10:00:00Z"), due(id));
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
