package fr.actionpopulaire.account;

import fr.actionpopulaire.account.Certificate.Deleted;
import fr.actionpopulaire.account.Certificate.Remaining;
import fr.actionpopulaire.dynamodb.Endorsements.Endorsement;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a right exercised with nothing but a proved address: of one form whatever was
 * wished and whether the address was known.
 *
 * @param wish as it was sent
 * @param known whether the address is that of an endorser or adherent, after the wish was carried
 *     out
 * @param endorsements what is kept about it then: never the address
 * @param opposedSince since when imports skip it; {@code null} when they do not
 * @param deleted what this wish deleted where
 * @param remains what is still kept, and its last day in Paris
 */
@Serdeable
public record RightsView(
    String wish,
    boolean known,
    List<EndorsementView> endorsements,
    @Nullable Instant opposedSince,
    List<Deleted> deleted,
    List<Remaining> remains) {

  /**
   * What is kept of somebody's endorsement (GDPR 14, 15).
   *
   * @param basis {@code endorser} or {@code adherent}
   * @param source where it comes from
   * @param noticeVersion the notice the person read when it was collected
   */
  @Serdeable
  public record EndorsementView(
      String basis, Instant collectedAt, String source, String noticeVersion) {

    static EndorsementView of(Endorsement endorsement) {
      return new EndorsementView(
          endorsement.basis().code(),
          endorsement.collectedAt(),
          endorsement.source(),
          endorsement.noticeVersion());
    }
  }
}
