package fr.actionpopulaire.purge;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files of the campaign: members' photos, and imports that were not deleted as they should. */
@Singleton
final class Files {

  private static final List<String> PREFIXES = List.of("photos/", "imports/");

  private final S3Client s3;
  private final String bucket;
  private final RunningTime time;

  Files(S3Client s3, @Value("${bucket}") String bucket, RunningTime time) {
    this.s3 = s3;
    this.bucket = bucket;
    this.time = time;
  }

  /** Deletes all of them while time is left, or only counts them. */
  int delete(boolean dryRun) {
    int files = 0;
    for (String prefix : PREFIXES) {
      var listing = s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix));
      for (S3Object file : listing.contents()) {
        if (!time.isLeft()) {
          return files;
        }
        if (!dryRun) {
          s3.deleteObject(request -> request.bucket(bucket).key(file.key()));
        }
        files++;
      }
    }
    return files;
  }
}
