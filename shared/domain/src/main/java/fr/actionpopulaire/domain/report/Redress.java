package fr.actionpopulaire.domain.report;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/** What can be done against a decision (DSA 16(5), 17(3)(f), 20): the same for both parties. */
public final class Redress {

  /** DSA 20(1): at least six months from the day the party was told. */
  private static final Period WINDOW = Period.ofMonths(6);

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** In French, as statements and mails say it. */
  public static final String FRENCH =
      "Vous pouvez contester cette décision gratuitement pendant six mois : une autre personne que"
          + " celle qui a décidé la réexaminera. Vous pouvez aussi saisir un organe de règlement"
          + " extrajudiciaire des litiges ou le tribunal.";

  /** What is left to a party whose appeal has been decided, in French (DSA 21). */
  public static final String AFTER_APPEAL =
      "Le réexamen que vous aviez demandé est terminé. Vous pouvez encore saisir un organe de"
          + " règlement extrajudiciaire des litiges ou le tribunal.";

  private Redress() {}

  /** The instant from which an appeal comes too late, by the Paris calendar. */
  public static Instant appealsUntil(Instant decidedAt) {
    return decidedAt.atZone(PARIS).plus(WINDOW).toInstant();
  }

  /** Who may appeal. */
  public enum Party {
    /** The author of what was decided on. */
    AUTHOR("author"),
    /** Whoever sent the notice. */
    REPORTER("reporter");

    private final String code;

    Party(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Optional<Party> of(String code) {
      return Arrays.stream(values()).filter(party -> party.code.equals(code)).findFirst();
    }
  }
}
