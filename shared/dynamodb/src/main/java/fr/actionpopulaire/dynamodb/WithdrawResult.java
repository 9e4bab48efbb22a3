package fr.actionpopulaire.dynamodb;

/** What became of a withdrawal; whoever waited and now fits has been promoted. */
public sealed interface WithdrawResult {

  /** The answer is gone, its seats are free again. */
  record Withdrawn() implements WithdrawResult {}

  /** There was no answer. */
  record NothingThere() implements WithdrawResult {}
}
