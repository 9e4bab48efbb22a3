package fr.actionpopulaire.dynamodb;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes of an item, or values of an expression, being written. Absent ({@code null}) values
 * are left out. Instants are numbers of milliseconds since 1970, so that expressions can compare
 * them.
 */
public final class Attributes {

  private final Map<String, AttributeValue> values = new HashMap<>();

  public static Attributes none() {
    return new Attributes();
  }

  public Attributes text(String name, @Nullable String value) {
    return value == null ? this : set(name, AttributeValue.fromS(value));
  }

  public Attributes number(String name, @Nullable Number value) {
    return value == null ? this : set(name, AttributeValue.fromN(value.toString()));
  }

  public Attributes instant(String name, @Nullable Instant value) {
    return value == null ? this : number(name, value.toEpochMilli());
  }

  public Attributes flag(String name, boolean value) {
    return set(name, AttributeValue.fromBool(value));
  }

  public Attributes bytes(String name, byte @Nullable [] value) {
    return value == null ? this : set(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
  }

  public Attributes map(String name, Attributes value) {
    return set(name, AttributeValue.fromM(value.toMap()));
  }

  public Attributes list(String name, Iterable<String> texts) {
    var list = new java.util.ArrayList<AttributeValue>();
    texts.forEach(text -> list.add(AttributeValue.fromS(text)));
    return set(name, AttributeValue.fromL(list));
  }

  public Attributes and(Attributes others) {
    values.putAll(others.values);
    return this;
  }

  private Attributes set(String name, AttributeValue value) {
    values.put(name, value);
    return this;
  }

  Map<String, AttributeValue> toMap() {
    return Map.copyOf(values);
  }
}
