package fr.actionpopulaire.domain.member;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a member offers to do for others. A closed list: free text would collect more than
 * organising needs, and sooner or later health or beliefs (GDPR 5(1)(c), 9).
 */
public enum Skill {
  ORGANISING("organising", "Organiser un événement"),
  SPEAKING("speaking", "Prendre la parole en public"),
  WRITING("writing", "Rédiger, relire"),
  TRANSLATION("translation", "Traduire"),
  SIGN_LANGUAGE("sign-language", "Interpréter en langue des signes"),
  GRAPHIC_DESIGN("graphic-design", "Mettre en page, dessiner"),
  PHOTO_VIDEO("photo-video", "Photographier, filmer"),
  COMPUTING("computing", "Dépanner en informatique"),
  MUSIC("music", "Jouer de la musique, sonoriser"),
  DRIVING("driving", "Conduire, covoiturer"),
  LOGISTICS("logistics", "Porter, monter, ranger"),
  COOKING("cooking", "Cuisiner pour un groupe"),
  CHILDCARE("childcare", "Garder des enfants pendant une action"),
  FIRST_AID("first-aid", "Porter les premiers secours"),
  LAW("law", "Conseiller en droit"),
  ACCOUNTING("accounting", "Tenir des comptes");

  private final String code;
  private final String french;

  Skill(String code, String french) {
    this.code = code;
    this.french = french;
  }

  /** The stable name used in JSON. */
  public String code() {
    return code;
  }

  /** The name people read. */
  public String french() {
    return french;
  }

  /** The skill of that name. */
  public static Optional<Skill> of(String code) {
    return Arrays.stream(values()).filter(skill -> skill.code.equals(code)).findFirst();
  }
}
