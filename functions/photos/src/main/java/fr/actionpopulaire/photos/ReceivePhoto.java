package fr.actionpopulaire.photos;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file somebody sent into the photo that is kept (F12). The record of each step is written
 * before the file behind it is deleted, so a delivery that breaks off is finished by the next.
 */
@Singleton
final class ReceivePhoto {

  private final Photos photos;
  private final PhotoBucket bucket;

  ReceivePhoto(Photos photos, PhotoBucket bucket) {
    this.photos = photos;
    this.bucket = bucket;
  }

  /** Deals with one object of the bucket; only {@code photos/incoming/*} is touched. */
  PhotoSummary run(String key) {
    String upload =
        key.startsWith(PhotoBucket.INCOMING) ? key.substring(PhotoBucket.INCOMING.length()) : "";
    if (upload.isEmpty()) {
      return PhotoSummary.IGNORED;
    }
    return RandomId.isOne(upload) ? receive(upload) : cleared(upload, null, PhotoSummary.IGNORED);
  }

  /** Reads what every delivery reads first, for a name nobody was given. */
  void lookUp() {
    photos.arrival("priming");
  }

  private PhotoSummary receive(String upload) {
    return switch (photos.arrival(upload)) {
      case Arrival.Unexpected _ -> unwanted(upload);
      case Arrival.Settled(String former) -> cleared(upload, former, PhotoSummary.IGNORED);
      case Arrival.Expected expected -> {
        Optional<byte[]> jpeg =
            bucket
                .readIncoming(upload, PhotoLimits.MOST_BYTES)
                .flatMap(file -> Darkroom.develop(file, expected.format()));
        yield jpeg.isPresent() ? keep(expected, upload, jpeg.get()) : refuse(expected, upload);
      }
    };
  }

  private PhotoSummary keep(Arrival.Expected expected, String upload, byte[] jpeg) {
    bucket.keep(upload, jpeg);
    return switch (photos.keep(expected, upload)) {
      case Arrival.Settled(String former) -> cleared(upload, former, PhotoSummary.KEPT);
      case Arrival.Unexpected _ -> unwanted(upload);
      case Arrival.Expected _ -> throw new IllegalStateException("Kept, and still expected");
    };
  }

  private PhotoSummary refuse(Arrival.Expected expected, String upload) {
    photos.refuse(expected, upload);
    return cleared(upload, null, PhotoSummary.REFUSED);
  }

  /** The owner left or changed their mind, perhaps after the photo was stored: both files go. */
  private PhotoSummary unwanted(String upload) {
    bucket.deleteKept(upload);
    return cleared(upload, null, PhotoSummary.IGNORED);
  }

  private PhotoSummary cleared(String upload, @Nullable String former, PhotoSummary summary) {
    if (former != null) {
      bucket.deleteKept(former);
    }
    bucket.deleteIncoming(upload);
    return summary;
  }
}
