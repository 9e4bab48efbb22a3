package fr.actionpopulaire.mailer.letters;

import fr.actionpopulaire.domain.report.Misuse;
import fr.actionpopulaire.domain.report.Misuse.Standing;
import fr.actionpopulaire.domain.text.FrenchTime;
import fr.actionpopulaire.mail.Mail.Block;
import fr.actionpopulaire.mail.Mail.Block.Paragraph;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an abusive notice means for who sent it, as they read it (DSA 23). */
final class MisuseWords {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final Paragraph ALWAYS =
      new Paragraph(
          "Quand la vie ou la sécurité de quelqu’un est menacée, votre signalement est toujours"
              + " reçu. Si ce n’est pas vous qui avez envoyé celui-ci, dites-le en contestant la"
              + " décision.");

  private MisuseWords() {}

  /** What the subject of the mail ends with. */
  static String subject(String measure, @Nullable Standing standing) {
    return switch (standing) {
      case null -> measure;
      case Standing.Clear _ -> measure;
      case Standing.Warned _ -> "avertissement";
      case Standing.Suspended _ -> "suspension pour un temps";
    };
  }

  /** Of the decision that called a notice abusive; nothing for any other. */
  static List<Block> told(@Nullable Standing standing) {
    return switch (standing) {
      case null -> List.of();
      case Standing.Clear _ -> List.of();
      case Standing.Warned(Instant _, int left) ->
          List.of(
              new Paragraph(
                  "Votre signalement a été jugé manifestement infondé. Ceci est un avertissement :"
                      + " si "
                      + (left == 1 ? "un autre, envoyé" : left + " autres, envoyés")
                      + " après lui, le sont aussi, les signalements envoyés avec votre adresse ne"
                      + " seront pas examinés pendant "
                      + Misuse.SUSPENSION.toDays()
                      + " jours."),
              ALWAYS);
      case Standing.Suspended(Instant until) ->
          List.of(
              new Paragraph(
                  "Votre signalement a été jugé manifestement infondé, comme d’autres, malgré un"
                      + " avertissement. Les signalements envoyés avec votre adresse ne sont pas"
                      + " examinés jusqu’au "
                      + day(until)
                      + "."),
              ALWAYS);
    };
  }

  /** Of a later decision in the place of one that called a notice abusive. */
  static List<Block> reconsidered(@Nullable Standing before, @Nullable Standing after) {
    if (before == null) {
      return List.of();
    }
    return List.of(
        new Paragraph(
            switch (after) {
              case null -> "L’avertissement, ou la suspension, qui l’accompagnait ne compte plus.";
              case Standing.Clear _, Standing.Warned _ ->
                  "L’avertissement qui l’accompagnait est maintenu.";
              case Standing.Suspended(Instant until) ->
                  "La suspension de vos signalements est maintenue, jusqu’au " + day(until) + ".";
            }));
  }

  private static String day(Instant instant) {
    return FrenchTime.date(instant.atZone(PARIS).toLocalDate());
  }
}
