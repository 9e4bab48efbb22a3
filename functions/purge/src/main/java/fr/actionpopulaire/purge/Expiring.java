package fr.actionpopulaire.purge;

import fr.actionpopulaire.domain.retention.Deadline;
import java.util.Optional;

/** One kind of record that the expiry buckets lead to. */
interface Expiring {

  /** The kind its expiry rows name. */
  String kind();

  /** The record's own deadline, which decides; empty when only remains of it may be left. */
  Optional<Deadline> deadline(String id);

  /**
   * Deletes the record, what hangs on it first. Repeated, it deletes what is left.
   *
   * @return false when the record turned out not to be due after all
   */
  boolean delete(String id);
}
