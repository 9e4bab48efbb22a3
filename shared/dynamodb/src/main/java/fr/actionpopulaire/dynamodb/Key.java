package fr.actionpopulaire.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where one item lives. Key strings are written only in the class of the entity they belong to. */
public record Key(Table table, String pk, String sk) {

  Map<String, AttributeValue> attributes() {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }
}
