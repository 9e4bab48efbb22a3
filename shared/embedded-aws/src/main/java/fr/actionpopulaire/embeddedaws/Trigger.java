package fr.actionpopulaire.embeddedaws;

import java.util.List;

/** What calls a function besides HTTP. */
public sealed interface Trigger {

  /**
   * An EventBridge schedule.
   *
   * @param expression {@code rate(…)} or {@code cron(…)}
   * @param input the event's JSON, empty if the template gives none
   */
  record Schedule(String expression, String input) implements Trigger {}

  /**
   * A table's stream.
   *
   * @param batchSize 100 where the template names none
   * @param filterPatterns JSON patterns; a record that matches one of them is delivered, every
   *     record if there are none
   */
  record TableStream(String tableLogicalId, int batchSize, List<String> filterPatterns)
      implements Trigger {
    public TableStream {
      filterPatterns = List.copyOf(filterPatterns);
    }
  }

  /**
   * An object made in a bucket.
   *
   * @param prefix of the keys delivered, empty for all
   * @param suffix of the keys delivered, empty for all
   */
  record BucketCreated(String bucketLogicalId, String prefix, String suffix) implements Trigger {}

  /** What is published to a topic. */
  record Topic(String topicLogicalId) implements Trigger {}
}
