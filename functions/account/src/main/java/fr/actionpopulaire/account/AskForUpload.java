package fr.actionpopulaire.account;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets a member send one photo past every function, by an address or a form: Lambda takes 6 MB, a
 * photo may have ten (F20).
 */
@Singleton
final class AskForUpload {

  /** Uploads one member may ask for in an hour; what is not sent costs nothing. */
  static final int AN_HOUR = 10;

  private final Photos photos;
  private final Quotas quotas;
  private final Clock clock;

  AskForUpload(Photos photos, Quotas quotas, Clock clock) {
    this.photos = photos;
    this.quotas = quotas;
    this.clock = clock;
  }

  /** What became of the wish. */
  sealed interface Result {

    /** The file may be sent under that name until that instant. */
    record Granted(String upload, Instant until) implements Result {}

    /** Too many this hour. */
    record TooMany(Duration retryAfter) implements Result {}

    /** The campaign is over: photos are not kept any more. */
    record Over() implements Result {}

    /** There is no such member any more. */
    record Gone() implements Result {}
  }

  /** Expects a file of exactly that format. */
  Result ask(String member, PhotoFormat format) {
    if (!photos.areKept()) {
      return new Result.Over();
    }
    return switch (quotas.takeForMember(Quotas.Use.PHOTOS_PER_MEMBER, member, AN_HOUR)) {
      case Quotas.Verdict.Exhausted(Duration retryAfter) -> new Result.TooMany(retryAfter);
      case Quotas.Verdict.Allowed _ ->
          photos
              .expect(member, format)
              .<Result>map(
                  upload ->
                      new Result.Granted(upload, clock.instant().plus(PhotoBucket.UPLOAD_WITHIN)))
              .orElseGet(Result.Gone::new);
    };
  }
}
