package fr.actionpopulaire.site;

import fr.actionpopulaire.web.Pages;
import fr.actionpopulaire.web.Pages.Page;
import fr.actionpopulaire.web.Pages.Visibility;
import fr.actionpopulaire.web.ProblemKind;
import fr.actionpopulaire.web.Words;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/** The page behind every problem's {@code type}: what it means and what to do (RFC 9457). */
@Controller("/problems")
@Produces(MediaType.TEXT_HTML)
@Hidden
final class ProblemPages {

  private final Pages pages;

  ProblemPages(Pages pages) {
    this.pages = pages;
  }

  @Get("/{name}")
  MutableHttpResponse<Object> problem(String name) {
    return ProblemKind.of(name)
        .map(
            kind ->
                pages.answer(
                    HttpStatus.OK,
                    new Page(
                        "site",
                        "problem.jte",
                        kind.title().fr(),
                        Visibility.PRIVATE,
                        Map.of(
                            "title",
                            kind.title().fr(),
                            "status",
                            kind.status(),
                            "advice",
                            advice(kind)))))
        .orElseGet(
            () ->
                pages.problem(
                    ProblemKind.NOT_FOUND,
                    new Words("Ce problème n’existe pas.", "There is no such problem.")));
  }

  private static String advice(ProblemKind kind) {
    return switch (kind) {
      case MALFORMED ->
          "Le serveur n’a pas pu lire ce qui a été envoyé : JSON invalide, champ inconnu, valeur"
              + " d’un autre type. Rien n’a été enregistré.";
      case UNAUTHENTICATED ->
          "Il faut une connexion. Demandez un code par courriel, puis recommencez.";
      case FORBIDDEN -> "Cette action est réservée à d’autres personnes.";
      case FOREIGN_ORIGIN ->
          "Par sécurité, nos formulaires ne s’envoient que depuis notre site. Ouvrez la page ici,"
              + " puis recommencez.";
      case WRONG_CODE ->
          "Le code ne correspond pas au dernier courriel reçu. Il reste quelques essais.";
      case NOT_ENDORSED ->
          "Cette adresse n’est pas connue comme soutien. Vous pouvez déclarer votre soutien en"
              + " activant votre compte.";
      case SUSPENDED ->
          "Une décision de modération suspend ce compte. Vous gardez l’accès à vos données et pouvez"
              + " faire appel.";
      case REPORTING_SUSPENDED ->
          "Plusieurs signalements envoyés avec cette adresse étaient manifestement infondés, malgré"
              + " un avertissement. Ils ne sont pas examinés jusqu’à la date dite. Un danger pour la"
              + " vie ou la sécurité de quelqu’un se signale toujours, et le courriel de décision dit"
              + " comment la contester.";
      case NOT_FOUND -> "L’adresse est fausse, ou ce qui s’y trouvait a été effacé.";
      case METHOD_NOT_ALLOWED -> "Cette adresse existe, mais pas pour cette méthode.";
      case NOT_ACCEPTABLE -> "Cette adresse ne peut pas répondre dans le format demandé.";
      case ALREADY_MEMBER -> "Un compte existe déjà pour cette adresse. Connectez-vous.";
      case EVENT_CLOSED ->
          "L’événement est terminé, annulé ou retiré : on ne peut plus y répondre.";
      case EVENT_FULL -> "Il ne reste pas assez de places. Votre réponse précédente est gardée.";
      case FROZEN ->
          "De l’avant-veille du vote au dimanche à 20 heures, rien n’est publié ni modifié ; tout"
              + " reste lisible, et l’on peut annuler. Revenez après.";
      case ALREADY_DECIDED -> "Une décision a déjà été prise pour ce signalement.";
      case CLAIMED ->
          "Une autre personne de l’équipe examine ce signalement. Attendez qu’elle ait fini, une"
              + " demi-heure au plus.";
      case CONFLICT ->
          "Quelqu’un a modifié la même chose en même temps. Rechargez, puis recommencez.";
      case IN_PROGRESS -> "La première requête avec la même clé n’est pas finie. Attendez un peu.";
      case CODE_SPENT ->
          "Un code vit dix minutes, sert une fois et supporte cinq essais. Demandez-en un autre.";
      case STALE -> "La ressource a changé depuis votre lecture. Relisez-la, puis recommencez.";
      case TOO_LARGE -> "Le message dépasse 64 Kio.";
      case UNSUPPORTED_MEDIA_TYPE ->
          "Envoyez du JSON (application/json), ou un de nos formulaires.";
      case INVALID ->
          "Certaines valeurs ne conviennent pas ; la réponse dit lesquelles et pourquoi. Rien n’a été"
              + " enregistré.";
      case KEY_REUSED ->
          "Une clé d’idempotence ne vaut que pour une requête. Prenez-en une nouvelle.";
      case PRECONDITION_REQUIRED -> "Envoyez If-Match avec la version que vous avez lue.";
      case TOO_MANY_REQUESTS ->
          "Trop de demandes en peu de temps. L’en-tête Retry-After dit quand.";
      case INTERNAL -> "L’erreur vient de nous, et elle est notée. Réessayez plus tard.";
      case BUSY -> "Beaucoup de monde au même moment. Réessayez dans quelques secondes.";
    };
  }
}
