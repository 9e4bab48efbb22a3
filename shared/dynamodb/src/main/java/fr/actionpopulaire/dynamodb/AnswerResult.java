package fr.actionpopulaire.dynamodb;

/** What became of an answer. */
public sealed interface AnswerResult {

  /** The member has their seats. */
  record Confirmed(int guests, Tally tally) implements AnswerResult {}

  /** No room; the member stands on the waiting list. */
  record Waitlisted(int guests, Tally tally) implements AnswerResult {}

  /** A confirmed member asked for more seats than are free; their former answer stands. */
  record Full(int guests, Tally tally) implements AnswerResult {}

  /** The event is over, cancelled or hidden; nothing was kept. */
  record Closed() implements AnswerResult {}

  /** Organiser or staff closed the answers; nothing was kept. */
  record AnswersClosed(Closing.State by) implements AnswerResult {}

  /** The member was erased meanwhile; nothing was kept. */
  record Gone() implements AnswerResult {}
}
