package fr.actionpopulaire.local.lambda;

/** What a process was started for, which Lambda tells it. */
public enum Initialization {
  /** Before any request: a snapshot is taken of it when it is ready. */
  AHEAD("snap-start"),
  /** By a request that waits for it. */
  ON_DEMAND("on-demand");

  private final String type;

  Initialization(String type) {
    this.type = type;
  }

  /** Value for AWS_LAMBDA_INITIALIZATION_TYPE. */
  public String type() {
    return type;
  }
}
