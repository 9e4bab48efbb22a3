package fr.actionpopulaire.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Compared with what the platform's runtime client makes of the same payloads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorPayloadTest {

  private static final Path SAMPLES = Path.of(System.getProperty("house", "../.."), "events");
  private static final List<String> BEHIND_HTTP =
      List.of("signup", "account", "events", "rsvp", "reports", "moderation", "site");

  /** Every context wants the campaign's facts. */
  private static final Map<String, Object> FACTS =
      Map.of(
          "campaign.id", "essai",
          "campaign.name", "Essai",
          "candidate", "Personne",
          "party", "Aucun",
          "election", "Essai",
          "ballots", "2027-04-11",
          "controller", "Personne",
          "rights.contact", "droits@example.org",
          "endorsement.source", "Aucune");

  private final ApplicationContext context = ApplicationContext.run(FACTS);
  private final JsonMapper json = context.getBean(JsonMapper.class);

  @BeforeAll
  void aPayloadIsReadAtAll() throws IOException {
    APIGatewayV2HTTPEvent event = read("{\"rawPath\":\"/v1/me\"}".getBytes(UTF_8));
    assertEquals("/v1/me", event.getRawPath());
    assertNotEquals(client("{\"rawPath\":\"/v1\"}".getBytes(UTF_8)), event);
    assertFalse(event.getIsBase64Encoded());
  }

  @AfterAll
  void end() {
    context.close();
  }

  @Test
  void readsEverySampleAsTheRuntimeClientDoes() throws IOException {
    int read = 0;
    for (String function : BEHIND_HTTP) {
      try (Stream<Path> samples = Files.list(SAMPLES.resolve(function))) {
        for (Path sample : samples.toList()) {
          byte[] payload = Files.readAllBytes(sample);
          assertEquals(whatIsRead(client(payload)), read(payload), sample.toString());
          read++;
        }
      }
    }
    assertTrue(read > 200, "samples: " + read);
  }

  @Test
  void readsWhatNoSampleHasAndPassesOverWhatNobodyKnows() throws IOException {
    byte[] payload =
        """
        {"version":"2.0","routeKey":"$default","rawPath":"/é","rawQueryString":"a=1&a=2",
         "cookies":["a=1","b=2"],"headers":{"x":"1,2","cookie":"c"},"unknown":{"a":[1,{}]},
         "queryStringParameters":{"a":"1,2"},"pathParameters":{"p":"v"},"stageVariables":{"s":"w"},
         "body":"w6k=","isBase64Encoded":true,
         "requestContext":{"accountId":"1","apiId":"x","domainName":"d","domainPrefix":"p",
          "requestId":"r","routeKey":"$default","stage":"$default","time":"12/Mar/2027:19:03:58 +0000",
          "timeEpoch":1805223838000,"authentication":null,
          "http":{"method":"POST","path":"/é","protocol":"HTTP/1.1","sourceIp":"::1","userAgent":"u"},
          "authorizer":{"iam":{"accessKey":"k","accountId":"1","callerId":"c:s","cognitoIdentity":null,
           "principalOrgId":"o","userArn":"arn:aws:sts::1:assumed-role/r/s","userId":"u"}}}}
        """
            .getBytes(UTF_8);
    APIGatewayV2HTTPEvent event = read(payload);
    assertEquals(whatIsRead(client(payload)), event);
    assertTrue(event.getIsBase64Encoded());
    assertEquals(
        "arn:aws:sts::1:assumed-role/r/s",
        event.getRequestContext().getAuthorizer().getIam().getUserArn());
  }

  @Test
  void whatItWritesTheRuntimeClientReads() throws IOException {
    APIGatewayV2HTTPResponse response =
        APIGatewayV2HTTPResponse.builder()
            .withStatusCode(201)
            .withHeaders(Map.of("content-type", "text/html; charset=utf-8", "x", "é\"\n"))
            .withCookies(List.of("a=1; HttpOnly", "b=2"))
            .withBody("w6k=")
            .withIsBase64Encoded(true)
            .build();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    DoorPayload.write(json, written, response);
    assertEquals(
        response,
        serializer(APIGatewayV2HTTPResponse.class)
            .fromJson(new ByteArrayInputStream(written.toByteArray())));
    assertTrue(
        written.toString(UTF_8).contains("\"isBase64Encoded\":true"), written.toString(UTF_8));
  }

  private APIGatewayV2HTTPEvent read(byte[] payload) throws IOException {
    return DoorPayload.read(json, new ByteArrayInputStream(payload));
  }

  private static APIGatewayV2HTTPEvent client(byte[] payload) {
    return serializer(APIGatewayV2HTTPEvent.class).fromJson(new ByteArrayInputStream(payload));
  }

  /** What nobody reads of a request is left out. */
  private static APIGatewayV2HTTPEvent whatIsRead(APIGatewayV2HTTPEvent event) {
    event.setVersion(null);
    event.setRouteKey(null);
    event.setPathParameters(null);
    event.setStageVariables(null);
    RequestContext asked = event.getRequestContext();
    if (asked != null) {
      asked.setRouteKey(null);
      asked.setAccountId(null);
      asked.setStage(null);
      asked.setApiId(null);
      asked.setDomainPrefix(null);
      asked.setTime(null);
      asked.setTimeEpoch(0);
      if (asked.getHttp() != null) {
        asked.getHttp().setProtocol(null);
        asked.getHttp().setUserAgent(null);
      }
      if (asked.getAuthorizer() != null) {
        asked.setAuthorizer(
            asked.getAuthorizer().getIam() == null
                ? null
                : RequestContext.Authorizer.builder()
                    .withIam(
                        RequestContext.IAM
                            .builder()
                            .withUserArn(asked.getAuthorizer().getIam().getUserArn())
                            .build())
                    .build());
      }
    }
    return event;
  }

  private static <T> PojoSerializer<T> serializer(Class<T> type) {
    return JacksonFactory.getInstance().getSerializer(type);
  }
}
