package fr.actionpopulaire.endorsements;

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
 * Imports the files staff put under {@code imports/}: each line becomes a keyed hash, then the file
 * is deleted. The platform may deliver the same upload twice; the second time finds no file and
 * changes nothing.
 */
public final class EndorsementsFunction extends TriggerFunction<Uploads, ImportSummary> {

  private static final Logger LOG = LoggerFactory.getLogger(EndorsementsFunction.class);

  private static final Argument<Uploads> PAYLOAD = Argument.of(Uploads.class);
  private static final String NOBODYS = "imports/priming";
  private static final String LIKELY =
      "{\"Records\":[{\"s3\":{\"object\":{\"key\":\"%s\"}}}]}".formatted(NOBODYS);

  @Inject @Nullable ImportEndorsements importEndorsements;

  /** As the platform starts it, primed by looking for a hash nobody has and a file nobody put. */
  public EndorsementsFunction() {
    super(PAYLOAD, LIKELY, ImportSummary.EMPTY);
    ImportEndorsements imports = getApplicationContext().getBean(ImportEndorsements.class);
    Priming.start(imports::lookUp, imports::openFile);
    Priming.runAlone(() -> Uploads.of(List.of(NOBODYS)).keys().forEach(imports::run));
  }

  EndorsementsFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  @Override
  public ImportSummary execute(Uploads uploads) {
    if (importEndorsements == null) {
      throw new IllegalStateException("Not started");
    }
    ImportSummary whole = ImportSummary.EMPTY;
    for (String key : uploads.keys()) {
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
