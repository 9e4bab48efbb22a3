package fr.actionpopulaire.embeddedaws;

import fr.actionpopulaire.embeddedaws.TableResource.GlobalIndex;
import fr.actionpopulaire.embeddedaws.TableResource.KeyAttribute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a table's evaluated properties. */
final class TableReader {

  private TableReader() {}

  static TableResource read(String logicalId, String name, Map<String, Object> properties) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Object definition : Maps.list(properties.get("AttributeDefinitions"))) {
      Map<String, Object> attribute = Maps.map(definition);
      types.put(
          Maps.text(attribute, "AttributeName", ""), Maps.text(attribute, "AttributeType", ""));
    }
    Map<String, Object> ttl = Maps.map(properties, "TimeToLiveSpecification");
    return new TableResource(
        logicalId,
        name,
        keys(properties.get("KeySchema"), types),
        Maps.list(properties.get("GlobalSecondaryIndexes")).stream()
            .map(index -> index(Maps.map(index), types))
            .toList(),
        Maps.text(ttl, "Enabled", "false").equals("true")
            ? Maps.text(ttl, "AttributeName")
            : Optional.empty(),
        Maps.text(Maps.map(properties, "StreamSpecification"), "StreamViewType"));
  }

  private static List<KeyAttribute> keys(@Nullable Object schema, Map<String, String> types) {
    return Maps.list(schema).stream().map(Maps::map).map(key -> key(key, types)).toList();
  }

  private static KeyAttribute key(Map<String, Object> key, Map<String, String> types) {
    String attribute = Maps.text(key, "AttributeName", "");
    String type = types.get(attribute);
    if (type == null) {
      throw new IllegalArgumentException("the key attribute " + attribute + " is not defined");
    }
    return new KeyAttribute(attribute, type, Maps.text(key, "KeyType", ""));
  }

  private static GlobalIndex index(Map<String, Object> index, Map<String, String> types) {
    Map<String, Object> projection = Maps.map(index, "Projection");
    return new GlobalIndex(
        Maps.text(index, "IndexName", ""),
        keys(index.get("KeySchema"), types),
        Maps.text(projection, "ProjectionType", "ALL"),
        Maps.texts(projection.get("NonKeyAttributes")));
  }
}
