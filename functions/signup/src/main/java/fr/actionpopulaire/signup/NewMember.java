package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.CallHours;
import fr.actionpopulaire.domain.member.PhoneNumber;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody tells us to have an account, found in order.
 *
 * @param commune INSEE code of a commune that exists
 * @param granted what they agreed to, the account among it; to nothing else
 * @param over17 whether they say that they are 17 or more: kept, so that they can agree to selected
 *     mail later
 * @param endorses whether they declare to support the candidacy
 */
record NewMember(
    String firstName,
    String lastName,
    String commune,
    Set<Purpose> granted,
    @Nullable PhoneNumber phone,
    @Nullable CallHours hours,
    boolean over17,
    boolean endorses) {

  private static final int NAME = 60;

  NewMember {
    granted = Set.copyOf(granted);
  }

  /** Judges what was sent; usable only while there are no findings. */
  static NewMember read(NewMemberBody sent, Findings findings) {
    Set<Purpose> granted = granted(sent.consents(), findings);
    judgeAge(sent, granted, findings);
    judgeVersion(sent.textVersion(), findings);
    String firstName =
        findings.require(
            "/firstName",
            sent.firstName(),
            typed -> PlainText.name(typed, NAME),
            "",
            new Words(
                "Indiquez votre prénom, en lettres (60 au plus).",
                "Give your first name, in letters (60 at most)."));
    String lastName =
        findings.require(
            "/lastName",
            sent.lastName(),
            typed -> PlainText.name(typed, NAME),
            "",
            new Words(
                "Indiquez votre nom, en lettres (60 au plus).",
                "Give your last name, in letters (60 at most)."));
    String commune =
        findings.require(
            "/commune",
            sent.commune(),
            code -> Communes.embedded().byCode(code).map(Commune::code),
            "",
            new Words(
                "Choisissez une commune de France (code INSEE).",
                "Choose a commune of France (INSEE code)."));
    PhoneNumber phone =
        findings.accept(
            "/phone",
            sent.phone(),
            PhoneNumber::parse,
            new Words(
                "Ce numéro de téléphone n’est pas complet.",
                "This telephone number is incomplete."));
    CallHours hours =
        findings.accept(
            "/hours",
            sent.hours(),
            CallHours::parse,
            new Words(
                "Indiquez deux heures, par exemple 18:00-20:30.",
                "Give two times of the day, such as 18:00-20:30."));
    judgeCalls(sent, granted.contains(Purpose.CALLS), findings);
    return new NewMember(
        firstName,
        lastName,
        commune,
        granted,
        phone,
        hours,
        Boolean.TRUE.equals(sent.over17()),
        Boolean.TRUE.equals(sent.endorses()));
  }

  /** Each purpose is agreed to on its own; what is not mentioned is not agreed to (CNIL A1). */
  private static Set<Purpose> granted(@Nullable Map<String, Boolean> consents, Findings findings) {
    Set<Purpose> granted = EnumSet.noneOf(Purpose.class);
    if (consents != null) {
      consents.forEach(
          (name, agreed) -> {
            Optional<Purpose> purpose = Purpose.of(name);
            if (purpose.isEmpty()) {
              findings.add(
                  "/consents",
                  new Words(
                      "Une des finalités n’existe pas.", "One of the purposes does not exist."));
            } else if (Boolean.TRUE.equals(agreed)) {
              granted.add(purpose.get());
            }
          });
    }
    if (!granted.contains(Purpose.ACCOUNT)) {
      findings.add(
          "/consents/account",
          new Words(
              "Sans votre accord, nous ne pouvons pas enregistrer votre compte.",
              "Without your consent we cannot keep an account for you."));
    }
    return granted;
  }

  /** LIL 45: from 15 on one's own; Regulation 2024/900, article 18: no selected mail before 17. */
  private static void judgeAge(NewMemberBody sent, Set<Purpose> granted, Findings findings) {
    boolean over17 = Boolean.TRUE.equals(sent.over17());
    if (!Boolean.TRUE.equals(sent.over15())) {
      findings.add(
          "/over15",
          new Words(
              "Le compte est réservé aux personnes de 15 ans et plus.",
              "Accounts are for people aged 15 and over."));
    }
    if (granted.contains(Purpose.TARGETING) && !over17) {
      findings.add(
          "/over17",
          new Words(
              "Les messages choisis sont réservés aux personnes de 17 ans et plus.",
              "Selected messages are for people aged 17 and over."));
    }
  }

  /** The receipt names the words that were shown, so they must be today's (CNIL A10). */
  private static void judgeVersion(@Nullable String version, Findings findings) {
    if (version == null || !ConsentTexts.isCurrent(version)) {
      findings.add(
          "/textVersion",
          new Words(
              "Les textes ont changé : relisez-les, puis choisissez à nouveau.",
              "The texts have changed: read them again, then choose again."));
    }
  }

  /** Calls need a number and hours (CNIL A21), and a number is kept for nothing but calls. */
  private static void judgeCalls(NewMemberBody sent, boolean calls, Findings findings) {
    if (calls && sent.phone() == null) {
      findings.add(
          "/phone",
          new Words(
              "Pour être appelé·e, indiquez votre numéro de téléphone.",
              "To be called, give your telephone number."));
    }
    if (calls && sent.hours() == null) {
      findings.add(
          "/hours",
          new Words(
              "Pour être appelé·e, indiquez entre quelles heures.",
              "To be called, say between which hours."));
    }
    if (!calls && (sent.phone() != null || sent.hours() != null)) {
      findings.add(
          sent.phone() != null ? "/phone" : "/hours",
          new Words(
              "Sans votre accord pour les appels, nous ne gardons ni numéro ni horaires :"
                  + " acceptez les appels ou effacez ce champ.",
              "Unless you agree to calls we keep neither number nor hours: agree to calls or"
                  + " leave this out."));
    }
  }
}
