package fr.actionpopulaire.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EmbeddedAwsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceApiTest {

  private final TestAws aws;
  private final Newcomer somebody;

  ReferenceApiTest(TestAws aws) {
    this.aws = aws;
    somebody = new Newcomer(aws);
  }

  @Test
  void theConsentsComeWithTheirWordsAndVersion() {
    Response answer = somebody.signup.call(Payload.get("/v1/consents"));
    assertEquals(200, answer.status());
    assertEquals("2026-11", answer.text("/version").orElseThrow());
    assertEquals(
        List.of("account", "newsletter", "calls", "reuse", "targeting"), values(answer, "purpose"));
    for (JsonNode item : answer.json().get("items")) {
      assertFalse(item.get("text").asText().isBlank());
      assertEquals(
          item.get("purpose").asText().equals("account"), item.get("required").asBoolean());
    }
  }

  @Test
  void aPostalCodeOffersEveryCommuneItServesWithoutTouchingTheDatabase() {
    aws.meter().reset();
    Response answer = communes("/v1/communes?postalCode=59000");
    assertEquals(200, answer.status());
    assertTrue(values(answer, "code").contains("59350"));
    assertEquals(List.of("75111"), values(communes("/v1/communes?postalCode=75011"), "code"));
    assertTrue(answer.json().get("next").isNull());
    assertEquals(0, aws.meter().count());
  }

  @Test
  void aNameIsFoundByItsBeginning() {
    assertEquals("59350", values(communes("/v1/communes?name=lille"), "code").getFirst());
    assertTrue(values(communes("/v1/communes?name=saint"), "code").size() <= 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/communes?postalCode=00000",
        "/v1/communes?postalCode=abc",
        "/v1/communes?postalCode=%3Cscript%3E",
        "/v1/communes?name=zzzzzz"
      })
  void whatIsNotThereFindsNothing(String path) {
    Response answer = communes(path);
    assertEquals(200, answer.status());
    assertEquals(0, answer.json().get("items").size());
  }

  @Test
  void oneOfBothIsNeeded() {
    for (String path : List.of("/v1/communes", "/v1/communes?postalCode=&name=")) {
      Response answer = communes(path);
      assertEquals(422, answer.status());
      assertEquals("application/problem+json", answer.header("content-type").orElseThrow());
    }
    assertEquals(
        values(communes("/v1/communes?name=lille"), "code"),
        values(communes("/v1/communes?postalCode=&name=lille"), "code"));
  }

  private Response communes(String path) {
    return somebody.signup.call(Payload.get(path));
  }

  private static List<String> values(Response answer, String field) {
    return StreamSupport.stream(answer.json().get("items").spliterator(), false)
        .map(item -> item.get(field).asText())
        .toList();
  }
}
