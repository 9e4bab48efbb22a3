package fr.actionpopulaire.moderation;

import fr.actionpopulaire.dynamodb.Claims.Claim;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who of staff looks into a report.
 *
 * @param by role and session name
 * @param until when the claim ends by itself
 */
@Serdeable
record ClaimView(String by, Instant until) {

  static ClaimView of(Claim claim) {
    return new ClaimView(claim.actor().text(), claim.until());
  }

  static @Nullable ClaimView ofNullable(@Nullable Claim claim) {
    return claim == null ? null : of(claim);
  }
}
