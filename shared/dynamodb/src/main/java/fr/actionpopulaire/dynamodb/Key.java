package fr.actionpopulaire.dynamodb;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where one item lives. Key strings are written only in the class of the entity they belong to. */
public record Key(Table table, String pk, String sk) {

  /** By hand: what a record has of itself is linked when first called, some 10 ms in a request. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Key key && table == key.table && pk.equals(key.pk) && sk.equals(key.sk);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * table.hashCode() + pk.hashCode()) + sk.hashCode();
  }

  Map<String, AttributeValue> attributes() {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }
}
