package fr.actionpopulaire.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Tells the meters of every DynamoDB request of this JVM. The SDK finds it by the list in {@code
 * software/amazon/awssdk/global/handlers}, so that clients made by the tested code are metered too.
 */
public final class RequestMeterInterceptor implements ExecutionInterceptor {

  private static final Set<RequestMeter> METERS = new CopyOnWriteArraySet<>();
  private static final ExecutionAttribute<Weighing.Looked> BEFORE =
      new ExecutionAttribute<>("BeforeItIsWritten");

  /** Made by the SDK, once per client. */
  public RequestMeterInterceptor() {}

  static void add(RequestMeter meter) {
    METERS.add(meter);
  }

  static void remove(RequestMeter meter) {
    METERS.remove(meter);
  }

  /** Asks for the capacity consumed, of which the tested code sees nothing. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case GetItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case PutItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case UpdateItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case DeleteItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case QueryRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case ScanRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case BatchGetItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      case BatchWriteItemRequest r -> r.toBuilder().returnConsumedCapacity(total()).build();
      default -> context.request();
    };
  }

  /** Looks at what is about to be written, for a meter that weighs. */
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    List<String> tables = tables(context.request());
    if (!Weighing.isLooking() && !tables.isEmpty()) {
      METERS.stream()
          .flatMap(meter -> meter.weighing(tables).stream())
          .findFirst()
          .ifPresent(
              weighing -> attributes.putAttribute(BEFORE, weighing.before(context.request())));
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    note(context.request(), context.response(), attributes);
  }

  /** A refused write is a request too, and is charged one kilobyte unless it was weighed. */
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    note(context.request(), null, attributes);
  }

  private static ReturnConsumedCapacity total() {
    return ReturnConsumedCapacity.TOTAL;
  }

  private static void note(
      SdkRequest request, @Nullable SdkResponse response, ExecutionAttributes attributes) {
    List<String> tables = tables(request);
    if (tables.isEmpty() || Weighing.isLooking()) {
      return;
    }
    String name = request.getClass().getSimpleName();
    String operation = name.substring(0, name.length() - "Request".length());
    boolean write =
        !(operation.startsWith("Get")
            || operation.startsWith("BatchGet")
            || operation.startsWith("TransactGet")
            || operation.equals("Query")
            || operation.equals("Scan"));
    Weighing.Looked looked = attributes.getAttribute(BEFORE);
    RequestMeter.Charge charge =
        write && looked != null
            ? looked.charge(response == null)
            : new RequestMeter.Charge(
                Math.max(units(request, response), ReadItems.leastUnits(request)),
                ReadItems.count(response),
                ReadItems.bytes(response));
    var noted = new RequestMeter.Request(operation, tables, write, charge);
    METERS.forEach(meter -> meter.add(noted));
  }

  private static List<String> tables(SdkRequest request) {
    return switch (request) {
      case GetItemRequest r -> List.of(r.tableName());
      case PutItemRequest r -> List.of(r.tableName());
      case UpdateItemRequest r -> List.of(r.tableName());
      case DeleteItemRequest r -> List.of(r.tableName());
      case QueryRequest r -> List.of(r.tableName());
      case ScanRequest r -> List.of(r.tableName());
      case BatchGetItemRequest r -> List.copyOf(r.requestItems().keySet());
      case BatchWriteItemRequest r -> List.copyOf(r.requestItems().keySet());
      case TransactGetItemsRequest r ->
          r.transactItems().stream().map(item -> item.get().tableName()).distinct().toList();
      case TransactWriteItemsRequest r ->
          r.transactItems().stream().map(RequestMeterInterceptor::table).distinct().toList();
      default -> List.of();
    };
  }

  private static String table(TransactWriteItem item) {
    if (item.put() != null) {
      return item.put().tableName();
    }
    if (item.update() != null) {
      return item.update().tableName();
    }
    return item.delete() != null ? item.delete().tableName() : item.conditionCheck().tableName();
  }

  private static double units(SdkRequest request, @Nullable SdkResponse response) {
    List<ConsumedCapacity> consumed = new ArrayList<>();
    switch (response) {
      case GetItemResponse r -> consumed.add(r.consumedCapacity());
      case PutItemResponse r -> consumed.add(r.consumedCapacity());
      case UpdateItemResponse r -> consumed.add(r.consumedCapacity());
      case DeleteItemResponse r -> consumed.add(r.consumedCapacity());
      case QueryResponse r -> consumed.add(r.consumedCapacity());
      case ScanResponse r -> consumed.add(r.consumedCapacity());
      case BatchGetItemResponse r -> consumed.addAll(r.consumedCapacity());
      case BatchWriteItemResponse r -> consumed.addAll(r.consumedCapacity());
      case null, default -> {
        return transactionUnits(request, response);
      }
    }
    return consumed.stream()
        .filter(capacity -> capacity != null && capacity.capacityUnits() != null)
        .mapToDouble(ConsumedCapacity::capacityUnits)
        .sum();
  }

  private static double transactionUnits(SdkRequest request, @Nullable SdkResponse response) {
    if (request instanceof TransactWriteItemsRequest write) {
      return write.transactItems().stream()
          .mapToDouble(item -> item.put() == null ? 2 : 2 * ItemSize.writeUnits(item.put().item()))
          .sum();
    }
    if (response instanceof TransactGetItemsResponse read) {
      return read.responses().stream()
          .map(ItemResponse::item)
          .mapToDouble(item -> 2 * ItemSize.readUnits(item))
          .sum();
    }
    return 1;
  }
}
