package fr.actionpopulaire.photos;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.trigger.TriggerFunction;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each file that arrives under {@code photos/incoming/}, keeps a small new picture of it
 * and deletes the file, whatever it was. The platform may deliver the same file twice; the second
 * time changes nothing.
 */
public final class PhotosFunction extends TriggerFunction<S3Event, PhotoSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(PhotosFunction.class);

  @Inject @Nullable ReceivePhoto receivePhoto;

  /** As the platform starts it, primed by an upload nobody asked for and a picture of nothing. */
  public PhotosFunction() {
    ReceivePhoto receive = getApplicationContext().getBean(ReceivePhoto.class);
    Priming.start(receive::lookUp, Darkroom::rehearse);
    Priming.runAlone(() -> receive.run(PhotoBucket.INCOMING + "00000000000000000000000000"));
  }

  PhotosFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public PhotoSummary execute(S3Event event) {
    if (receivePhoto == null) {
      throw new IllegalStateException("Not started");
    }
    PhotoSummary whole = PhotoSummary.NOTHING;
    if (event.getRecords() == null) {
      return whole;
    }
    for (S3EventNotificationRecord record : event.getRecords()) {
      whole = whole.plus(receivePhoto.run(record.getS3().getObject().getUrlDecodedKey()));
    }
    LOG.info(
        "Photos: kept {}, refused {}, ignored {}", whole.kept(), whole.refused(), whole.ignored());
    return whole;
  }
}
