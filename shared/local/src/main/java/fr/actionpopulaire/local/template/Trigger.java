package fr.actionpopulaire.local.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs a function without anybody calling it. */
public sealed interface Trigger {
  /**
   * A table's stream.
   *
   * @param table logical id, which is the table's name here
   * @param patterns filter patterns (JSON), any of which lets a record through; none: all pass
   * @param retries how often a failing batch is given again before it goes to the dead-letter queue
   * @param itemFailures whether the answer names the records that failed
   */
  record Stream(
      String table, int batchSize, List<String> patterns, int retries, boolean itemFailures)
      implements Trigger {}

  /** What SES tells of mails: the only topic a function here may listen to. */
  record MailFeedback() implements Trigger {}

  /** Objects created in the private bucket whose key starts and ends so. */
  record Upload(String prefix, String suffix) implements Trigger {}

  /**
   * A schedule of EventBridge.
   *
   * @param expression {@code rate(…)} or {@code cron(…)}, in UTC
   * @param input what the function is given, or null for EventBridge's own event
   */
  record Schedule(String expression, @Nullable String input) implements Trigger {}
}
