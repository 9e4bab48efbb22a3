package fr.actionpopulaire.reports;

import fr.actionpopulaire.web.HttpFunction;
import io.micronaut.context.ApplicationContext;

/** Takes notices from anybody and appeals from the parties to a decision (DSA 16, 17, 20). */
public final class ReportsFunction extends HttpFunction {

  /**
   * As the platform starts it; primed by looking for a report that cannot exist and one about
   * nothing, which is not kept.
   */
  public ReportsFunction() {
    super(
        "GET /signalement?cible=/evenements",
        "GET /v1/reports/00000000000000000000000000",
        "POST /v1/reports {\"target\":\"/priming\",\"ground\":\"spam\",\"explanation\":\"-\","
            + "\"email\":\"nobody@priming.invalid\",\"goodFaith\":true}");
  }

  ReportsFunction(ApplicationContext context) {
    super(context);
  }
}
