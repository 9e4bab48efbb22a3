package fr.actionpopulaire.account;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Quotas;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives a member an address to send one photo to, past every function: Lambda takes 6 MB, a photo
 * may have ten (F20).
 */
@Singleton
final class AskForUpload {

  /** Uploads one member may ask for in an hour; what is not sent costs nothing. */
  static final int AN_HOUR = 10;

  private final Photos photos;
  private final PhotoBucket bucket;
  private final Quotas quotas;
  private final Clock clock;

  AskForUpload(Photos photos, PhotoBucket bucket, Quotas quotas, Clock clock) {
    this.photos = photos;
    this.bucket = bucket;
    this.quotas = quotas;
    this.clock = clock;
  }

  /** What became of the wish. */
  sealed interface Result {

    /** The file may be sent to that address until that instant. */
    record Granted(URI address, Instant until) implements Result {}

    /** Too many this hour. */
    record TooMany(Duration retryAfter) implements Result {}

    /** The campaign is over: photos are not kept any more. */
    record Over() implements Result {}

    /** There is no such member any more. */
    record Gone() implements Result {}
  }

  /** Expects a file of exactly that format and length. */
  Result ask(String member, PhotoFormat format, int bytes) {
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
                      new Result.Granted(
                          bucket.uploadAddress(upload, format, bytes),
                          clock.instant().plus(PhotoBucket.UPLOAD_WITHIN)))
              .orElseGet(Result.Gone::new);
    };
  }
}
