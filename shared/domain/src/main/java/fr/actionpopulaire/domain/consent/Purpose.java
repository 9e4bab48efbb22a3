package fr.actionpopulaire.domain.consent;

import java.util.Arrays;
import java.util.Optional;

/** What a person may agree to, each on its own and unticked at first (CNIL A1). */
public enum Purpose {
  /** Having an account on the network; nothing works without it. */
  ACCOUNT("account"),
  /** Receiving the campaign's news by e-mail. */
  NEWSLETTER("newsletter"),
  /** Being called within hours the person named. */
  CALLS("calls"),
  /** Being contacted again after the campaign. */
  REUSE("reuse"),
  /** Receiving mail selected by place or interests (Regulation 2024/900, article 18). */
  TARGETING("targeting");

  private final String code;

  Purpose(String code) {
    this.code = code;
  }

  /** The stable name used in JSON, URLs and keys. */
  public String code() {
    return code;
  }

  /** The purpose of that name. */
  public static Optional<Purpose> of(String code) {
    return Arrays.stream(values()).filter(purpose -> purpose.code.equals(code)).findFirst();
  }
}
