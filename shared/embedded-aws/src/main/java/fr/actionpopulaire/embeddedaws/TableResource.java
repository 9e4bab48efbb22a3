package fr.actionpopulaire.embeddedaws;

import java.util.List;
import java.util.Optional;

/**
 * A DynamoDB table of the template.
 *
 * @param name its TableName, or {@code <StackName>-<logicalId>} where the template gives none
 * @param keys hash key first
 * @param ttlAttribute the attribute of its time to live, if enabled
 * @param streamView {@code KEYS_ONLY}, {@code NEW_AND_OLD_IMAGES}…; empty without a stream
 */
public record TableResource(
    String logicalId,
    String name,
    List<KeyAttribute> keys,
    List<GlobalIndex> indexes,
    Optional<String> ttlAttribute,
    Optional<String> streamView) {

  public TableResource {
    keys = List.copyOf(keys);
    indexes = List.copyOf(indexes);
  }

  /**
   * A key attribute.
   *
   * @param type {@code S}, {@code N} or {@code B}
   * @param keyType {@code HASH} or {@code RANGE}
   */
  public record KeyAttribute(String attribute, String type, String keyType) {}

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param included the further attributes of an {@code INCLUDE}
   */
  public record GlobalIndex(
      String name, List<KeyAttribute> keys, String projection, List<String> included) {
    public GlobalIndex {
      keys = List.copyOf(keys);
      included = List.copyOf(included);
    }
  }
}
