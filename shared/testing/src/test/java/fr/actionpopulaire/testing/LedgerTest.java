package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger says no: to what costs more or less than its line, has none, or was not run. */
@EmbeddedAwsTest
class LedgerTest {

  private static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'";

  private final TestAws aws;

  LedgerTest(TestAws aws) {
    this.aws = aws;
  }

  private static Cost cost(int requests, double units, int body) {
    return new Cost(requests, 1, 0, units, 0, 0, 0, 0, body, 0);
  }

  @Test
  void aLineHoldsToTheRequestAndUnitAndToAFewBytes() {
    Cost measured = cost(3, 2.5, 1000);
    assertTrue(measured.asLine().holdsFor(measured));
    assertEquals(1100, measured.asLine().body());
    assertFalse(cost(3, 2.5, 999).holdsFor(measured), "a byte more than the line");
    assertTrue(cost(3, 2.5, 1000).holdsFor(measured));
    assertTrue(cost(3, 2.5, 1150).holdsFor(measured));
    assertFalse(cost(3, 2.5, 1151).holdsFor(measured), "a line far above is none");
    assertFalse(cost(4, 2.5, 1000).holdsFor(measured));
    assertFalse(cost(2, 2.5, 1000).holdsFor(measured));
    assertFalse(cost(3, 3, 1000).holdsFor(measured));
    assertEquals(measured, Cost.of(measured.cells().split(" \\| ", -1)));
  }

  @Test
  void whatHasNoLineOrWasNotRunIsAFault() {
    Ledger ledger = new Ledger(aws, "nowhere", Set.of("GET /a", "GET /b"), false);
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("x"));
    String table = aws.table("PEOPLE_TABLE");
    ledger.run("GET /a, once", () -> aws.dynamoDb().getItem(r -> r.tableName(table).key(key)));
    String faults = String.valueOf(assertThrows(AssertionError.class, ledger::settle).getMessage());
    assertTrue(faults.contains("nobody ran GET /b"), faults);
    assertFalse(faults.contains("nobody ran GET /a"), faults);
    assertTrue(
        faults.contains("no line: | `GET /a`, once | 1 | 0 | 0 | 0.5 | 0 | 0 | 0 | 0 | 0 | 0 |"),
        faults);
  }

  private static List<String> broken(String policy, String body) {
    APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
    response.setStatusCode(200);
    response.setHeaders(
        Map.of("content-type", "text/html; charset=utf-8", "content-security-policy", policy));
    response.setBody(body);
    return PageRules.broken(new Response(response));
  }

  @Test
  void aPageIsLight() {
    assertEquals(List.of(), broken(POLICY, "x".repeat(30_000)));
    assertEquals(List.of("30001 bytes"), broken(POLICY, "x".repeat(30_001)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=\"https://cdn.example/a.js\"></script>",
        "<link rel=\"stylesheet\" href=\"//fonts.example/a.css\">",
        "<img alt=\"\" src='http://pixel.example/'>",
        "<style>a { background: url(https://pixel.example/) }</style>",
        "<style>@import \"https://fonts.example/a.css\";</style>",
      })
  void nothingOfAPageIsElsewhere(String fetched) {
    assertEquals(1, broken(POLICY, fetched).size());
  }

  @Test
  void aLinkIsTheReadersOwnChoiceAndAnOpenPolicyIsNone() {
    String own =
        "<link rel=\"canonical\" href=\"https://own.example/\"><link href=\"/a.css\">"
            + "<meta property=\"og:url\" content=\"https://own.example/\">"
            + "<a href=\"https://www.insee.fr\">INSEE</a><img src=\"/b.png\" alt=\"\">";
    assertEquals(List.of(), broken(POLICY, own));
    assertEquals(1, broken("style-src 'self'", own).size());
    assertEquals(1, broken(POLICY + "; img-src https:", own).size());
    assertEquals(1, broken(POLICY + "; script-src *", own).size());
  }
}
