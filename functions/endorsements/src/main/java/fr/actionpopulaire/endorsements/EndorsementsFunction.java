package fr.actionpopulaire.endorsements;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import fr.actionpopulaire.settings.Priming;
import fr.actionpopulaire.trigger.TriggerFunction;
import io.micronaut.context.ApplicationContext;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports the files staff put under {@code imports/}: each line becomes a keyed hash, then the file
 * is deleted. The platform may deliver the same upload twice; the second time finds no file and
 * changes nothing.
 */
public final class EndorsementsFunction extends TriggerFunction<S3Event, ImportSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(EndorsementsFunction.class);

  @Inject @Nullable ImportEndorsements importEndorsements;

  /** As the platform starts it, primed by looking for a hash nobody has and a file nobody put. */
  public EndorsementsFunction() {
    ImportEndorsements imports = getApplicationContext().getBean(ImportEndorsements.class);
    Priming.start(imports::lookUp, imports::openFile);
    Priming.runAlone(() -> imports.run("imports/priming"));
  }

  EndorsementsFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  public ImportSummary execute(S3Event event) {
    if (importEndorsements == null) {
      throw new IllegalStateException("Not started");
    }
    ImportSummary whole = ImportSummary.EMPTY;
    if (event.getRecords() == null) {
      return whole;
    }
    for (S3EventNotificationRecord record : event.getRecords()) {
      String key = record.getS3().getObject().getUrlDecodedKey();
      ImportSummary summary = importEndorsements.run(key);
      LOG.info(
          "Imported: accepted {}, duplicates {}, suppressed {}, refused {}",
          summary.accepted(),
          summary.duplicates(),
          summary.suppressed(),
          summary.refused());
      whole = whole.plus(summary);
    }
    return whole;
  }
}
