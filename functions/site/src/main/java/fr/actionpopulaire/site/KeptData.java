package fr.actionpopulaire.site;

import fr.actionpopulaire.domain.retention.RetentionRule;
import java.util.Arrays;
import java.util.List;

/**
 * One line of the privacy page: what is kept, for how long, from when, on which ground. There is
 * one for every retention rule, since the switch knows them all.
 */
public record KeptData(String what, String period, String ground) {

  static List<KeptData> all() {
    return Arrays.stream(RetentionRule.values()).map(KeptData::of).toList();
  }

  private static KeptData of(RetentionRule rule) {
    String period =
        rule.endsWithCampaign()
            ? rule.periodInFrench() + " (" + rule.startInFrench() + ")"
            : rule.periodInFrench() + " à compter de " + rule.startInFrench();
    return new KeptData(what(rule), period.replace("de le ", "du "), rule.groundInFrench());
  }

  private static String what(RetentionRule rule) {
    return switch (rule) {
      case CODE_REQUEST -> "Demande de code de connexion, adresse chiffrée";
      case VERIFIED_ADDRESS -> "Adresse vérifiée, sans compte";
      case FORMER_ADDRESS -> "Ancienne adresse, chiffrée, pour la prévenir de son remplacement";
      case SESSION_IDLE -> "Connexion que vous n’utilisez plus";
      case SESSION -> "Connexion, dans tous les cas";
      case CALENDAR_LINK -> "Empreinte de l’adresse secrète de votre agenda";
      case QUOTA -> "Nombre de demandes récentes, sous une empreinte";
      case IDEMPOTENCY -> "Réponse déjà donnée à une requête, chiffrée";
      case PHOTO_UPLOAD -> "Photo en cours d’envoi : à qui elle est, et le fichier tel qu’envoyé";
      case PHOTO -> "Votre photo";
      case MEMBER -> "Votre compte, votre profil et vos consentements";
      case MEMBER_WITH_REUSE -> "Votre compte, si vous acceptez d’être recontacté·e";
      case ERASURE -> "Ce qu’un effacement interrompu laisse à achever";
      case ENDORSEMENT -> "Empreinte de l’adresse d’un soutien ou d’une adhésion";
      case SUPPRESSION -> "Empreinte de l’adresse après effacement ou opposition";
      case IMPORT_FILE -> "Fichier de soutiens ou d’adhésions déposé, si son import échoue";
      case EVENT -> "Événements publiés";
      case PUBLICATIONS ->
          "Événements publiés ou déplacés, messages écrits récemment : leur nombre";
      case INVITATION -> "Lien pour co-organiser un événement : son empreinte";
      case MESSAGE -> "Message entre vous et qui organise un événement, chiffré";
      case EVENT_CHANGE -> "Ce qu’une modification interrompue d’un événement laisse à achever";
      case MEASURE_END -> "Jusqu’à quand un événement est retiré";
      case ANSWERS ->
          "Réponses à un événement, liste d’attente et présences ; seuls les totaux restent";
      case OPEN_NOTICE -> "Signalement en attente, identité chiffrée";
      case DECIDED_NOTICE -> "Signalement décidé, décision et recours";
      case CLAIM -> "Qui de l’équipe examine en ce moment un signalement";
      case MISUSE -> "Signalements abusifs : l’empreinte de l’adresse, et quand";
      case RIGHTS_REQUEST -> "Demande sur vos données et sa réponse, chiffrées";
      case TRANSPARENCY -> "Rapport semestriel de modération : des nombres, sans personne";
      case AUDIT -> "Journal des accès et décisions de l’équipe";
      case LEDGER -> "Trace d’un courriel envoyé, sans adresse ni contenu";
      case MAIL_COUNT -> "Nombre de courriels envoyés et revenus, sans rien d’autre";
      case JOURNAL -> "Empreinte et date d’un effacement, pour purger les sauvegardes";
      case KEY_BACKUP -> "Sauvegardes de la clé sans laquelle vos données sont illisibles";
    };
  }
}
