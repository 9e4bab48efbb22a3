package fr.actionpopulaire.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item by AWS's published rules: names and texts in UTF-8 bytes, a number one byte
 * per two significant digits and one more, true, false and null one byte, a list or map three bytes
 * and one for each element.
 */
public final class ItemSize {

  private static final int KILOBYTE = 1024;

  private ItemSize() {}

  /** Bytes of the item, names included. */
  public static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(entry -> utf8(entry.getKey()) + bytes(entry.getValue()))
        .sum();
  }

  /** Units to write it outside a transaction: one per kilobyte begun. */
  public static int writeUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(bytes(item), KILOBYTE));
  }

  /** Units to read it consistently, outside a transaction: one per four kilobytes begun. */
  public static int readUnits(Map<String, AttributeValue> item) {
    return Math.max(1, Math.ceilDiv(bytes(item), 4 * KILOBYTE));
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
      case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
      case BS -> value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
      case M -> 3 + bytes(value.m()) + value.m().size();
      case L -> 3 + value.l().stream().mapToInt(element -> 1 + bytes(element)).sum();
      case BOOL, NUL -> 1;
      case UNKNOWN_TO_SDK_VERSION -> 0;
    };
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int number(String number) {
    return 1 + Math.ceilDiv(new BigDecimal(number).stripTrailingZeros().precision(), 2);
  }
}
