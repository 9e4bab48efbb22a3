package fr.actionpopulaire.dynamodb;

/**
 * The tables, cut by secrecy and by who may delete. The physical name comes from the environment
 * variable {@code <NAME>_TABLE}, which a function has only for the tables its role may touch.
 */
public enum Table {
  /** Keyed hashes of those who may activate an account; never an address. */
  ENDORSEMENTS,
  /** Identities, members, consent receipts, suppression list. */
  PEOPLE,
  /** One random key per person; what is sealed with it elsewhere dies with it. */
  KEYS,
  /** Code requests, sessions, quotas, idempotency records. */
  EPHEMERAL,
  /** Events, seats, answers, waiting lists, listing rows. */
  EVENTS,
  /** Notices, decisions, appeals. */
  MODERATION,
  /** What to say to whom, and the ledger of what was said. */
  OUTBOX,
  /** Who of staff read or decided what. */
  AUDIT,
  /** Which keyed hashes were erased, for a restored backup. */
  JOURNAL;

  /** Whether DynamoDB removes expired rows here by itself; elsewhere only the purge does. */
  public boolean hasTimeToLive() {
    return switch (this) {
      case EPHEMERAL, OUTBOX, JOURNAL -> true;
      case ENDORSEMENTS, PEOPLE, KEYS, EVENTS, MODERATION, AUDIT -> false;
    };
  }
}
