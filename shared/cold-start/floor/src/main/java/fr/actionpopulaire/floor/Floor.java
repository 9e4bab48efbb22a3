package fr.actionpopulaire.floor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * {@code GET /v1/events/{id}} as one would write it by hand: the same reads, the same decryption,
 * JSON put together as text; no framework, no routing, no checks, no priming. Nobody could sensibly
 * deploy it. Its cold start is what the functions' are measured against.
 */
public final class Floor
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final String PATH = "/v1/events/";

  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  private final String events = System.getenv("EVENTS_TABLE");
  private final String keys = System.getenv("KEYS_TABLE");

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    String id = event.getRawPath().substring(PATH.length());
    Map<String, AttributeValue> all = new LinkedHashMap<>();
    dynamoDb
        .query(
            query ->
                query
                    .tableName(events)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("EV#" + id))))
        .items()
        .forEach(all::putAll);
    String name = open(id, all);
    long confirmed = confirmed(id);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("content-type", "application/json"))
        .withBody(json(id, all, name, confirmed))
        .build();
  }

  private String open(String id, Map<String, AttributeValue> all) {
    AttributeValue key =
        dynamoDb
            .getItem(
                get ->
                    get.tableName(keys)
                        .key(
                            Map.of(
                                "pk",
                                AttributeValue.fromS("M#" + text(all, "organiser")),
                                "sk",
                                AttributeValue.fromS("K"))))
            .item()
            .get("key");
    AttributeValue sealed = all.get("displayName");
    if (key == null || sealed == null) {
      throw new IllegalStateException("An event without a name");
    }
    byte[] bytes = sealed.b().asByteArray();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key.b().asByteArray(), "AES"),
          new GCMParameterSpec(128, Arrays.copyOf(bytes, 12)));
      cipher.updateAAD(("Events|EV#" + id + "|displayName").getBytes(StandardCharsets.UTF_8));
      return new String(cipher.doFinal(bytes, 12, bytes.length - 12), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private long confirmed(String id) {
    return dynamoDb
        .batchGetItem(
            get ->
                get.requestItems(
                    Map.of(
                        events,
                        KeysAndAttributes.builder()
                            .keys(
                                List.of(
                                    Map.of(
                                        "pk",
                                        AttributeValue.fromS("EV#" + id + "#0"),
                                        "sk",
                                        AttributeValue.fromS("SEATS"))))
                            .build())))
        .responses()
        .getOrDefault(events, List.of())
        .size();
  }

  private static String json(
      String id, Map<String, AttributeValue> all, String name, long confirmed) {
    StringBuilder json = new StringBuilder("{\"id\":\"").append(id).append('"');
    for (String field :
        List.of(
            "kind",
            "title",
            "description",
            "startsAt",
            "endsAt",
            "timeZone",
            "commune",
            "place",
            "onlineUrl",
            "accessibility",
            "status",
            "capacity",
            "sequence")) {
      json.append(",\"").append(field).append("\":\"").append(text(all, field)).append('"');
    }
    return json.append(",\"organiser\":{\"displayName\":\"")
        .append(name)
        .append("\"},\"confirmed\":")
        .append(confirmed)
        .append('}')
        .toString();
  }

  private static String text(Map<String, AttributeValue> all, String field) {
    AttributeValue value = all.get(field);
    return value == null
        ? ""
        : String.valueOf(value.s() == null ? value.n() : value.s()).replace("\"", "\\\"");
  }
}
