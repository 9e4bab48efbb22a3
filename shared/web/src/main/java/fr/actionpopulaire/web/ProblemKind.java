package fr.actionpopulaire.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every refusal the network answers, each with a stable type {@code /problems/<name>} that opens a
 * page in French (RFC 9457).
 */
public enum ProblemKind {
  MALFORMED(400, "Requête illisible", "Unreadable request"),
  UNAUTHENTICATED(401, "Connexion nécessaire", "Sign-in needed"),
  FORBIDDEN(403, "Accès refusé", "Access refused"),
  FOREIGN_ORIGIN(403, "Formulaire envoyé depuis un autre site", "Form sent from another site"),
  WRONG_CODE(403, "Code erroné", "Wrong code"),
  NOT_ENDORSED(403, "Soutien à confirmer", "Endorsement missing"),
  SUSPENDED(403, "Compte suspendu", "Account suspended"),
  REPORTING_SUSPENDED(403, "Signalements suspendus", "Reporting suspended"),
  NOT_FOUND(404, "Page ou ressource introuvable", "Not found"),
  METHOD_NOT_ALLOWED(405, "Action impossible ici", "Method not allowed"),
  NOT_ACCEPTABLE(406, "Format indisponible", "Format not available"),
  ALREADY_MEMBER(409, "Compte déjà activé", "Account already active"),
  EVENT_CLOSED(409, "Événement fermé aux réponses", "Event closed to answers"),
  EVENT_FULL(409, "Plus assez de places", "Not enough seats"),
  FROZEN(409, "Réserve électorale", "Electoral silence"),
  ALREADY_DECIDED(409, "Déjà décidé", "Already decided"),
  CLAIMED(409, "Pris en charge par quelqu’un d’autre", "Claimed by somebody else"),
  CONFLICT(409, "Modifié entre-temps", "Changed meanwhile"),
  IN_PROGRESS(409, "Requête déjà en cours", "Request already in progress"),
  CODE_SPENT(410, "Code périmé ou déjà utilisé", "Code expired or used"),
  STALE(412, "Modifié entre-temps", "Changed meanwhile"),
  TOO_LARGE(413, "Message trop long", "Too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Format non pris en charge", "Unsupported media type"),
  INVALID(422, "Certaines informations sont à corriger", "Some values need correction"),
  KEY_REUSED(422, "Clé déjà utilisée pour une autre requête", "Key used for another request"),
  PRECONDITION_REQUIRED(428, "Version attendue manquante", "Precondition required"),
  TOO_MANY_REQUESTS(429, "Trop de demandes", "Too many requests"),
  INTERNAL(500, "Erreur de notre côté", "Internal error"),
  BUSY(503, "Service momentanément saturé", "Busy for a moment");

  private final int status;
  private final Words title;

  ProblemKind(int status, String french, String english) {
    this.status = status;
    this.title = new Words(french, english);
  }

  public int status() {
    return status;
  }

  public Words title() {
    return title;
  }

  /** The last part of the type: {@code wrong-code}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The stable type, which is also the path of its page. */
  public String type() {
    return "/problems/" + slug();
  }

  /** The kind of that name. */
  public static Optional<ProblemKind> of(String slug) {
    return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
  }

  /** The kind that stands for a status the framework chose. */
  static ProblemKind ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 422 -> INVALID;
      case 429 -> TOO_MANY_REQUESTS;
      case 503 -> BUSY;
      default -> status >= 500 ? INTERNAL : MALFORMED;
    };
  }
}
