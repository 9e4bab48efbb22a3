package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Event;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what was sent into a draft, or finds everything that is wrong with it. */
@Singleton
final class DraftReader {

  /** No event is longer. */
  static final Duration LONGEST = Duration.ofDays(7);

  private static final int MAX_CAPACITY = 100_000;
  private static final int MOST_SKILLS = 5;
  private static final Pattern TOLL_FREE =
      Pattern.compile("(?<!\\d)(?:0|\\+33[ .-]?)8[ .-]?0[ .-]?[0-5](?:[ .-]?\\d){6}(?!\\d)");

  private static final Words NO_TOLL_FREE =
      new Words(
          "Pas de numéro vert (0800 à 0805) : la loi l’interdit pendant la campagne.",
          "No toll-free number (0800 to 0805): the law forbids it during the campaign.");

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)");

  private final Campaign campaign;
  private final Silence silence;
  private final Clock clock;

  DraftReader(Campaign campaign, Silence silence, Clock clock) {
    this.campaign = campaign;
    this.silence = silence;
    this.clock = clock;
  }

  /** The draft of a new event; empty when there are findings. */
  Optional<EventDraft> read(NewEvent sent, Findings findings) {
    return read(sent, null, findings);
  }

  /**
   * The same of an event that is changed: what stays need not be judged by today.
   *
   * @param before as it stands, or {@code null} when it is new
   */
  Optional<EventDraft> read(NewEvent sent, @Nullable Event before, Findings findings) {
    Instant now = clock.instant();
    EventKind kind =
        findings.require(
            "/kind",
            sent.kind(),
            EventKind::of,
            EventKind.OTHER,
            new Words("Choisissez un type d’action.", "Choose a kind of action."));
    String title =
        findings.require(
            "/title",
            sent.title(),
            text -> PlainText.line(text, 3, 100),
            "",
            new Words(
                "Un titre de 3 à 100 caractères, sur une ligne, sans balises.",
                "A title of 3 to 100 characters, on one line, without markup."));
    @Nullable String description = text(findings, "/description", sent.description(), 4000);
    @Nullable Commune commune =
        findings.accept(
            "/commune",
            Objects.requireNonNullElse(sent.commune(), ""),
            Communes.embedded()::byCode,
            new Words("Commune inconnue (code INSEE).", "Unknown commune (INSEE code)."));
    @Nullable ZoneId zone =
        findings.accept(
            "/timeZone",
            sent.timeZone(),
            DraftReader::zone,
            new Words("Fuseau horaire inconnu.", "Unknown IANA time zone."));
    Words instant =
        new Words(
            "Une date et une heure avec leur décalage, comme 2026-12-05T10:00:00+01:00.",
            "A date and time with offset, such as 2026-12-05T10:00:00+01:00.");
    Instant startsAt =
        findings.require("/startsAt", sent.startsAt(), DraftReader::instant, now, instant);
    Instant endsAt = findings.require("/endsAt", sent.endsAt(), DraftReader::instant, now, instant);
    @Nullable String place = line(findings, "/place", sent.place(), 200);
    @Nullable String onlineUrl =
        findings.accept(
            "/onlineUrl",
            blankAsAbsent(sent.onlineUrl()),
            DraftReader::link,
            new Words("Une adresse https:// complète.", "A complete https:// address."));
    @Nullable Integer capacity =
        findings.accept(
            "/capacity",
            sent.capacity(),
            seats -> Optional.of(seats).filter(n -> n >= 1 && n <= MAX_CAPACITY),
            new Words("Entre 1 et 100 000 places.", "Between 1 and 100000 seats."));
    @Nullable String accessibility = text(findings, "/accessibility", sent.accessibility(), 500);
    @Nullable String displayName =
        findings.accept(
            "/displayName",
            blankAsAbsent(sent.pseudonym()),
            name ->
                before != null && name.equals(before.displayName())
                    ? Optional.of(name)
                    : PlainText.name(name, 40),
            new Words(
                "Un nom ou pseudonyme de 40 caractères au plus.",
                "A name or pseudonym of 40 characters at most."));
    @Nullable List<String> skills =
        findings.accept(
            "/neededSkills",
            sent.neededSkills(),
            DraftReader::skills,
            new Words(
                "Cinq compétences au plus, parmi celles du profil.",
                "Five skills at most, of those of a profile."));
    checkNumbers(title, description, place, accessibility, findings);
    if (findings.isEmpty() && commune != null && !stands(before, startsAt, endsAt, commune)) {
      boolean begun = before != null && startsAt.equals(before.startsAt());
      checkTimes(startsAt, endsAt, commune, begun ? startsAt : now, findings);
    }
    if (!findings.isEmpty() || commune == null) {
      return Optional.empty();
    }
    return Optional.of(
        new EventDraft(
            kind,
            title,
            Objects.requireNonNullElse(description, ""),
            startsAt,
            endsAt,
            zone == null ? Communes.embedded().zoneOf(commune) : zone,
            commune,
            place,
            onlineUrl,
            Boolean.TRUE.equals(sent.addressHidden()),
            capacity,
            accessibility,
            Objects.requireNonNullElse(skills, List.of()),
            displayName));
  }

  /**
   * A candidacy may not make a toll-free number known from the first day of the sixth month before
   * the ballot's month on (Code électoral, L50-1); the campaign is not older, so never.
   */
  private static void checkNumbers(
      String title,
      @Nullable String description,
      @Nullable String place,
      @Nullable String accessibility,
      Findings findings) {
    checkNumber("/title", title, findings);
    checkNumber("/description", description, findings);
    checkNumber("/place", place, findings);
    checkNumber("/accessibility", accessibility, findings);
  }

  static void checkNumber(String pointer, @Nullable String text, Findings findings) {
    if (text != null && TOLL_FREE.matcher(text).find()) {
      findings.add(pointer, NO_TOLL_FREE);
    }
  }

  private static boolean stands(
      @Nullable Event before, Instant startsAt, Instant endsAt, Commune commune) {
    return before != null
        && startsAt.equals(before.startsAt())
        && endsAt.equals(before.endsAt())
        && commune.code().equals(before.commune());
  }

  private void checkTimes(
      Instant startsAt, Instant endsAt, Commune commune, Instant earliest, Findings findings) {
    if (startsAt.isBefore(earliest.truncatedTo(ChronoUnit.SECONDS))) {
      findings.add("/startsAt", new Words("Cette date est passée.", "This is in the past."));
    }
    if (!endsAt.isAfter(clock.instant())) {
      findings.add("/endsAt", new Words("Cette date est passée.", "This is in the past."));
    }
    if (!endsAt.isAfter(startsAt)) {
      findings.add(
          "/endsAt", new Words("La fin vient après le début.", "The end comes after the start."));
    } else if (endsAt.isAfter(startsAt.plus(LONGEST))) {
      findings.add("/endsAt", new Words("Sept jours au plus.", "Seven days at most."));
    }
    if (endsAt.isAfter(campaign.end())) {
      findings.add(
          "/endsAt",
          new Words("La campagne sera terminée.", "The campaign will have ended by then."));
    }
    silence
        .brokenBy(startsAt, endsAt, commune)
        .ifPresent(window -> findings.add("/startsAt", window));
  }

  private static @Nullable String line(
      Findings findings, String pointer, @Nullable String sent, int max) {
    return findings.accept(
        pointer, blankAsAbsent(sent), text -> PlainText.line(text, 1, max), atMost(max, true));
  }

  private static @Nullable String text(
      Findings findings, String pointer, @Nullable String sent, int max) {
    return findings.accept(
        pointer, blankAsAbsent(sent), text -> PlainText.text(text, 0, max), atMost(max, false));
  }

  private static Words atMost(int max, boolean oneLine) {
    return new Words(
        max + " caractères au plus" + (oneLine ? ", sur une ligne" : "") + ", sans balises.",
        max + " characters at most" + (oneLine ? ", on one line" : "") + ", without markup.");
  }

  private static @Nullable String blankAsAbsent(@Nullable String sent) {
    return sent == null || sent.isBlank() ? null : sent;
  }

  /** Each once, in the order of the list. */
  private static Optional<List<String>> skills(List<String> codes) {
    List<String> known =
        Arrays.stream(Skill.values()).map(Skill::code).filter(codes::contains).toList();
    boolean fine = known.size() <= MOST_SKILLS && known.size() == Set.copyOf(codes).size();
    return fine ? Optional.of(known) : Optional.empty();
  }

  private static Optional<ZoneId> zone(String id) {
    return ZoneId.getAvailableZoneIds().contains(id)
        ? Optional.of(ZoneId.of(id))
        : Optional.empty();
  }

  /** An instant in whole seconds; only with offset, since a local time means nothing by itself. */
  static Optional<Instant> instant(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException notInCalendar) {
      return Optional.empty();
    }
  }

  /** A link people may follow; the server itself never does. */
  private static Optional<String> link(String typed) {
    String text = typed.strip();
    if (text.length() > 500 || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text);
      boolean fine =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null;
      return fine ? Optional.of(uri.toASCIIString()) : Optional.empty();
    } catch (URISyntaxException notALink) {
      return Optional.empty();
    }
  }
}
