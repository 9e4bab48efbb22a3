package fr.actionpopulaire.endorsements;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Endorsements.Basis;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line of an import: in order, or refused with a reason that repeats nothing of it. */
sealed interface ImportLine {

  /** The header every file starts with. */
  List<String> HEADER = List.of("email", "basis", "at", "source", "noticeVersion");

  /** A line that may be stored. */
  record InOrder(
      EmailAddress address, Basis basis, Instant collectedAt, String source, String noticeVersion)
      implements ImportLine {}

  /** A line that may not. */
  record Refused(String reason) implements ImportLine {}

  /**
   * Lists nobody may import: bought, taken from the electoral roll, of unknown origin (CNIL C13).
   */
  Pattern FORBIDDEN_SOURCE =
      Pattern.compile(
          "electoral[-_ ]?roll|listes?[-_ ]?[ée]lectorales?|achat|achet[ée]|bought|purchas|unknown|inconnu",
          Pattern.CASE_INSENSITIVE);

  /**
   * A version is dated or numbered, or says activation; another name alone tells nobody which
   * notice people read.
   */
  Pattern VERSION = Pattern.compile("(?=.*(\\d|activation))[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  /** A version whose very name says that its notice leaves activation out. */
  Pattern WITHOUT_ACTIVATION =
      Pattern.compile("(^|[._-])(no|sans|without|only)([._-]|$)", Pattern.CASE_INSENSITIVE);

  ZoneId PARIS = ZoneId.of("Europe/Paris");

  /**
   * Judges the five fields of a line.
   *
   * @param withoutActivation versions of the collection notice that do not name activation
   */
  static ImportLine of(List<String> fields, Instant now, List<String> withoutActivation) {
    if (fields.size() != HEADER.size()) {
      return new Refused("expected 5 fields");
    }
    Optional<EmailAddress> address = EmailAddress.parse(fields.get(0));
    if (address.isEmpty()) {
      return new Refused("email is not an address");
    }
    Optional<Basis> basis =
        Arrays.stream(Basis.values())
            .filter(one -> one.code().equals(fields.get(1).strip().toLowerCase(Locale.ROOT)))
            .findFirst();
    if (basis.isEmpty()) {
      return new Refused("basis is neither endorser nor adherent");
    }
    Optional<Instant> at = instant(fields.get(2).strip());
    if (at.isEmpty() || at.get().isAfter(now)) {
      return new Refused("at is not a past date");
    }
    Optional<String> source = PlainText.line(fields.get(3), 1, 200);
    if (source.isEmpty() || FORBIDDEN_SOURCE.matcher(source.get()).find()) {
      return new Refused("source is missing or not allowed");
    }
    String version = fields.get(4).strip();
    if (!VERSION.matcher(version).matches()
        || WITHOUT_ACTIVATION.matcher(version).find()
        || withoutActivation.contains(version)) {
      return new Refused("noticeVersion does not name activation");
    }
    return new InOrder(address.get(), basis.get(), at.get(), source.get(), version);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(PARIS).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
