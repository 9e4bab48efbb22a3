package fr.actionpopulaire.feedback;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What became of the messages of one run.
 *
 * @param bounces told of an address that takes no mail
 * @param complaints told of somebody who reported a mail as spam
 * @param ignored told of nothing that changes anything: a passing failure, a mail of nobody here
 */
@Serdeable
public record FeedbackSummary(int bounces, int complaints, int ignored) {

  static final FeedbackSummary EMPTY = new FeedbackSummary(0, 0, 0);
  static final FeedbackSummary BOUNCE = new FeedbackSummary(1, 0, 0);
  static final FeedbackSummary COMPLAINT = new FeedbackSummary(0, 1, 0);
  static final FeedbackSummary IGNORED = new FeedbackSummary(0, 0, 1);

  FeedbackSummary plus(FeedbackSummary other) {
    return new FeedbackSummary(
        bounces + other.bounces, complaints + other.complaints, ignored + other.ignored);
  }
}
