package fr.actionpopulaire.rekey;

import fr.actionpopulaire.lambda.TriggerFunction;
import fr.actionpopulaire.settings.Priming;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs once a night and follows the secret. Nothing in its payload is obeyed. */
public final class RekeyFunction extends TriggerFunction<Map<String, Object>, RekeySummary> {

  private static final Logger LOG = LoggerFactory.getLogger(RekeyFunction.class);

  private static final Argument<Map<String, Object>> PAYLOAD =
      Argument.mapOf(String.class, Object.class);

  @Inject @Nullable Rekey rekey;

  /** As the platform starts it, primed by one look at an empty partition. */
  public RekeyFunction() {
    super(PAYLOAD, "{}", new RekeySummary(0, 0, 0, 0, false));
    Priming.start(() -> getApplicationContext().getBean(Rekey.class).look());
  }

  RekeyFunction(ApplicationContext context) {
    super(PAYLOAD, context);
  }

  @Override
  public RekeySummary execute(@Nullable Map<String, Object> input) {
    if (rekey == null) {
      throw new IllegalStateException("Not started");
    }
    RekeySummary summary = rekey.run();
    LOG.info(
        "Re-keyed: endorsements {}, identities {}, suppressions {}, kept {}, more {}",
        summary.endorsements(),
        summary.identities(),
        summary.suppressions(),
        summary.kept(),
        summary.more());
    return summary;
  }
}
