package fr.actionpopulaire.bucket;

import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.PhotoFiles;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Photos in the private bucket: files as sent under {@code photos/incoming/<upload>}, gone within a
 * day in any case; photos that are kept under {@code photos/<name>.jpg}. Names are random and say
 * nothing about anybody.
 */
@Singleton
public final class PhotoBucket implements PhotoFiles {

  /** Where files arrive as they were sent; the template's trigger and lifecycle name it too. */
  public static final String INCOMING = "photos/incoming/";

  /** How long a presigned address takes a file. */
  public static final Duration UPLOAD_WITHIN = Duration.ofMinutes(5);

  private final BeanProvider<S3Client> s3;
  private final BeanProvider<S3Presigner> presigner;
  private final BeanProvider<FormSigner> forms;
  private final String bucket;

  /** Clients are made when first used: most calls of the functions concerned need none. */
  PhotoBucket(
      BeanProvider<S3Client> s3,
      BeanProvider<S3Presigner> presigner,
      BeanProvider<FormSigner> forms,
      @Value("${bucket}") String bucket) {
    this.s3 = s3;
    this.presigner = presigner;
    this.forms = forms;
    this.bucket = bucket;
  }

  /**
   * An address that takes one file by PUT for {@link #UPLOAD_WITHIN}. Its signature covers type and
   * length: S3 refuses a request whose {@code Content-Type} or {@code Content-Length} is another,
   * and reads no more bytes than the latter.
   */
  public URI uploadAddress(String upload, PhotoFormat format, int bytes) {
    return URI.create(
        presigner
            .get()
            .presignPutObject(
                request ->
                    request
                        .signatureDuration(UPLOAD_WITHIN)
                        .putObjectRequest(
                            put ->
                                put.bucket(bucket)
                                    .key(INCOMING + upload)
                                    .contentType(format.contentType())
                                    .contentLength((long) bytes)))
            .url()
            .toExternalForm());
  }

  /**
   * A form that sends one file by POST within {@link #UPLOAD_WITHIN}, without any script. Its
   * signature covers name, type, page to go back to, and that the file has between one and {@link
   * PhotoLimits#MOST_BYTES} bytes.
   *
   * @param back where the browser goes once the file was stored; S3 adds the object's name
   */
  public UploadForm uploadForm(String upload, PhotoFormat format, URI back) {
    return forms
        .get()
        .form(
            new FormSigner.Terms(
                bucket,
                INCOMING + upload,
                format.contentType(),
                PhotoLimits.MOST_BYTES,
                back,
                UPLOAD_WITHIN));
  }

  /**
   * A file as sent; empty when there is none or it is longer than that. No more than {@code
   * mostBytes} are read into memory.
   */
  public Optional<byte[]> readIncoming(String upload, int mostBytes) {
    try (ResponseInputStream<GetObjectResponse> file =
        s3.get().getObject(get -> get.bucket(bucket).key(INCOMING + upload))) {
      Long length = file.response().contentLength();
      if (length == null || length > mostBytes) {
        file.abort();
        return Optional.empty();
      }
      return Optional.of(file.readNBytes(mostBytes));
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A photo that is kept; empty when its file is gone. */
  public Optional<byte[]> read(String photo) {
    try {
      return Optional.of(
          s3.get().getObjectAsBytes(get -> get.bucket(bucket).key(kept(photo))).asByteArray());
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }

  /** Stores a photo; stored again under the same name, it replaces what was there. */
  public void keep(String photo, byte[] jpeg) {
    s3.get()
        .putObject(
            put ->
                put.bucket(bucket)
                    .key(kept(photo))
                    .contentType(PhotoFormat.JPEG.contentType())
                    .cacheControl("private, no-store"),
            RequestBody.fromBytes(jpeg));
  }

  @Override
  public void deleteKept(String photo) {
    delete(kept(photo));
  }

  @Override
  public void deleteIncoming(String upload) {
    delete(INCOMING + upload);
  }

  private void delete(String key) {
    s3.get().deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  private static String kept(String photo) {
    return "photos/" + photo + ".jpg";
  }
}
