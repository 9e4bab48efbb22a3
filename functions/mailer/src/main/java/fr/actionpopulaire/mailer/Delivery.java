package fr.actionpopulaire.mailer;

/** What became of a message on this run. */
enum Delivery {
  /** It left, or had left before, or there is nobody to send it to any more. */
  SETTLED,
  /** It certainly did not leave; the stream brings it again, and later the sweep. */
  AGAIN,
  /** It certainly did not leave, and trying again soon would not help: the sweep takes it up. */
  HELD,
  /** Whether it left is unknown; sending again could make two mails of it. */
  UNKNOWN
}
