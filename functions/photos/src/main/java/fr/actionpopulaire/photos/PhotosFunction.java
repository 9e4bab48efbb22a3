package fr.actionpopulaire.photos;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.bucket.Uploads;
import fr.actionpopulaire.lambda.TriggerFunction;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each file that arrives under {@code photos/incoming/}, keeps a small new picture of it
 * and deletes the file, whatever it was. The platform may deliver the same file twice; the second
 * time changes nothing.
 */
public final class PhotosFunction extends TriggerFunction<Uploads, PhotoSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(PhotosFunction.class);

  private static final Argument<Uploads> PAYLOAD = Argument.of(Uploads.class);
  private static final String NOBODYS = PhotoBucket.INCOMING + "0".repeat(26);
  private static final String LIKELY =
      "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%s\"}}}]}".formatted(NOBODYS);

  @Inject @Nullable ReceivePhoto receivePhoto;

  /** As the platform starts it, primed by an upload nobody asked for and a picture of nothing. */
  public PhotosFunction() {
    super(PAYLOAD, LIKELY, PhotoSummary.NOTHING);
    ReceivePhoto receive = getApplicationContext().getBean(ReceivePhoto.class);
    Priming.start(receive::lookUp, Darkroom::rehearse);
    Priming.runAlone(() -> Uploads.of(List.of(NOBODYS)).keys().forEach(receive::run));
  }

  PhotosFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  @Override
  public PhotoSummary execute(Uploads uploads) {
    if (receivePhoto == null) {
      throw new IllegalStateException("Not started");
    }
    PhotoSummary whole = PhotoSummary.NOTHING;
    for (String key : uploads.keys()) {
      whole = whole.plus(receivePhoto.run(key));
    }
    LOG.info(
        "Photos: kept {}, refused {}, ignored {}", whole.kept(), whole.refused(), whole.ignored());
    return whole;
  }
}
