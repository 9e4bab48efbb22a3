package fr.actionpopulaire.endorsements;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A file of the bucket, read in slices of at most one mebibyte, each fetched whole by a request of
 * its own when it is needed. A single response would stay open for as long as its lines take to be
 * stored, and a server ends a connection on which nobody reads for half a minute. All slices are of
 * one version of the file: replaced meanwhile, it cannot be read further.
 */
final class SlicedFile extends InputStream {

  static final int SLICE = 1 << 20;

  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;
  private final GetObjectRequest file;
  private @Nullable String version;
  private byte[] slice;
  private int position;
  private long next;
  private long size;

  /**
   * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException if there is no such file
   */
  SlicedFile(S3Client s3, String bucket, String key) {
    this.s3 = s3;
    file = GetObjectRequest.builder().bucket(bucket).key(key).build();
    size = Long.MAX_VALUE;
    slice = fetch();
  }

  private byte[] fetch() {
    String range = "bytes=" + next + "-" + (next + SLICE - 1);
    ResponseBytes<GetObjectResponse> fetched;
    try {
      fetched = s3.getObjectAsBytes(file.toBuilder().range(range).ifMatch(version).build());
    } catch (S3Exception e) {
      if (e.statusCode() == RANGE_NOT_SATISFIABLE && next == 0) {
        size = 0;
        return new byte[0];
      }
      throw e;
    }
    GetObjectResponse response = fetched.response();
    byte[] bytes = fetched.asByteArrayUnsafe();
    version = response.eTag();
    next += bytes.length;
    String told = response.contentRange();
    size = told == null ? next : Long.parseLong(told.substring(told.indexOf('/') + 1));
    return bytes;
  }

  private boolean isAtEnd() {
    if (position < slice.length) {
      return false;
    }
    if (next >= size) {
      return true;
    }
    slice = fetch();
    position = 0;
    return slice.length == 0;
  }

  @Override
  public int read() {
    return isAtEnd() ? -1 : slice[position++] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, slice.length - position);
    System.arraycopy(slice, position, to, offset, count);
    position += count;
    return count;
  }
}
