package fr.actionpopulaire.local.trigger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Workspace;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A record of a table's stream as Lambda hands it on. */
final class StreamRecord {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StreamRecord() {}

  static ObjectNode json(Record record, String streamArn) {
    ObjectNode json =
        JSON.objectNode()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", Workspace.REGION);
    ObjectNode dynamodb = json.putObject("dynamodb");
    dynamodb.put(
        "ApproximateCreationDateTime",
        record.dynamodb().approximateCreationDateTime().getEpochSecond());
    dynamodb.set("Keys", item(record.dynamodb().keys()));
    if (record.dynamodb().hasNewImage()) {
      dynamodb.set("NewImage", item(record.dynamodb().newImage()));
    }
    if (record.dynamodb().hasOldImage()) {
      dynamodb.set("OldImage", item(record.dynamodb().oldImage()));
    }
    dynamodb
        .put("SequenceNumber", record.dynamodb().sequenceNumber())
        .put("SizeBytes", record.dynamodb().sizeBytes())
        .put("StreamViewType", record.dynamodb().streamViewTypeAsString());
    return json.put("eventSourceARN", streamArn);
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode json = JSON.objectNode();
    item.forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode json = JSON.objectNode();
    switch (value.type()) {
      case S -> json.put("S", value.s());
      case N -> json.put("N", value.n());
      case B -> json.put("B", base64(value.b().asByteArray()));
      case BOOL -> json.put("BOOL", value.bool());
      case NUL -> json.put("NULL", true);
      case SS -> value.ss().forEach(json.putArray("SS")::add);
      case NS -> value.ns().forEach(json.putArray("NS")::add);
      case BS -> {
        ArrayNode all = json.putArray("BS");
        value.bs().forEach(bytes -> all.add(base64(bytes.asByteArray())));
      }
      case L -> {
        ArrayNode all = json.putArray("L");
        value.l().forEach(element -> all.add(value(element)));
      }
      case M -> json.set("M", item(value.m()));
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("an attribute of no known type");
    }
    return json;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
