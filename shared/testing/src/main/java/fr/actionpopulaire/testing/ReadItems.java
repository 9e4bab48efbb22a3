package fr.actionpopulaire.testing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** What a read brought. */
final class ReadItems {

  private ReadItems() {}

  /** How many items were looked at. */
  static int count(@Nullable SdkResponse response) {
    return switch (response) {
      case QueryResponse r -> r.scannedCount();
      case ScanResponse r -> r.scannedCount();
      case null, default -> items(response).size();
    };
  }

  /** Bytes of those that were answered, as far as they were. */
  static int bytes(@Nullable SdkResponse response) {
    return items(response).stream().mapToInt(ItemSize::bytes).sum();
  }

  /** What is missing is charged like the smallest item there is, and so is finding nothing. */
  static double leastUnits(SdkRequest request) {
    return switch (request) {
      case GetItemRequest r -> least(1, r.consistentRead());
      case BatchGetItemRequest r ->
          r.requestItems().values().stream()
              .mapToDouble(keys -> least(keys.keys().size(), keys.consistentRead()))
              .sum();
      case QueryRequest r -> least(1, r.consistentRead());
      case ScanRequest r -> least(1, r.consistentRead());
      default -> 0;
    };
  }

  private static double least(int keys, @Nullable Boolean consistent) {
    return Boolean.TRUE.equals(consistent) ? keys : keys / 2.0;
  }

  private static List<Map<String, AttributeValue>> items(@Nullable SdkResponse response) {
    return switch (response) {
      case GetItemResponse r -> r.hasItem() ? List.of(r.item()) : List.of();
      case QueryResponse r -> r.items();
      case ScanResponse r -> r.items();
      case BatchGetItemResponse r -> r.responses().values().stream().flatMap(List::stream).toList();
      case TransactGetItemsResponse r -> r.responses().stream().map(ItemResponse::item).toList();
      case null, default -> List.of();
    };
  }
}
