package fr.actionpopulaire.events;

import fr.actionpopulaire.domain.event.EventKind;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.dynamodb.EventListing;
import fr.actionpopulaire.dynamodb.EventListing.Search;
import fr.actionpopulaire.dynamodb.EventListing.Slice;
import fr.actionpopulaire.dynamodb.NearestEvent;
import fr.actionpopulaire.dynamodb.NearestEvent.Near;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds events near a commune, or in the whole country, the soonest first. */
@Singleton
final class FindEvents {

  static final int DEFAULT_RADIUS_KM = 25;
  static final int MAX_RADIUS_KM = 100;

  private static final int PAGE_SIZE = 30;

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private final EventListing listing;
  private final NearestEvent nearest;
  private final Clock clock;

  FindEvents(EventListing listing, NearestEvent nearest, Clock clock) {
    this.listing = listing;
    this.nearest = nearest;
    this.clock = clock;
  }

  /** What is asked for, as sent. */
  record Question(
      @Nullable String commune,
      @Nullable String radiusKm,
      @Nullable String from,
      @Nullable String to,
      @Nullable String kind,
      @Nullable String cursor) {}

  sealed interface Result {
    /**
     * @param next the cursor of the next page
     * @param nearest the nearest event outside the circle, when there is none in it
     */
    record Found(
        Slice slice,
        @Nullable Commune centre,
        int radiusKm,
        @Nullable String next,
        @Nullable Near nearest)
        implements Result {}

    record Invalid(Findings findings) implements Result {}
  }

  Result find(Question question) {
    Findings findings = new Findings();
    Instant now = clock.instant();
    @Nullable Commune centre =
        findings.accept(
            "/commune",
            question.commune(),
            Communes.embedded()::byCode,
            new Words("Commune inconnue (code INSEE).", "Unknown commune (INSEE code)."));
    @Nullable Integer radius =
        findings.accept(
            "/radiusKm",
            question.radiusKm(),
            FindEvents::radius,
            new Words("Entre 1 et 100 kilomètres.", "Between 1 and 100 kilometres."));
    ZoneId zone = centre == null ? PARIS : Communes.embedded().zoneOf(centre);
    Words moment =
        new Words(
            "Une date, ou une date et une heure avec leur décalage.",
            "A date, or a date and time with offset.");
    @Nullable Instant from =
        findings.accept("/from", question.from(), text -> moment(text, zone, 0), moment);
    @Nullable Instant to =
        findings.accept("/to", question.to(), text -> moment(text, zone, 1), moment);
    @Nullable EventKind kind =
        findings.accept(
            "/kind",
            question.kind(),
            EventKind::of,
            new Words("Type d’action inconnu.", "Unknown kind of action."));
    @Nullable String after =
        findings.accept(
            "/cursor",
            question.cursor(),
            FindEvents::position,
            new Words("Ce curseur n’est pas de nous.", "This cursor is not one of ours."));
    if (from != null && to != null && to.isBefore(from)) {
      findings.add("/to", new Words("La fin vient après le début.", "to comes after from."));
    }
    if (!findings.isEmpty()) {
      return new Result.Invalid(findings);
    }
    int radiusKm = radius == null ? DEFAULT_RADIUS_KM : radius;
    Search search =
        new Search(
            centre, radiusKm, from, to, from == null ? now : from, kind, false, after, PAGE_SIZE);
    Slice slice = listing.find(search);
    boolean none = slice.events().isEmpty() && slice.next() == null && after == null;
    return new Result.Found(
        slice,
        centre,
        radiusKm,
        cursor(slice.next()),
        none && centre != null ? nearest.find(search, centre).orElse(null) : null);
  }

  private static Optional<Integer> radius(String text) {
    return text.matches("[0-9]{1,3}")
        ? Optional.of(Integer.valueOf(text)).filter(km -> km >= 1 && km <= MAX_RADIUS_KM)
        : Optional.empty();
  }

  /** A date stands for its beginning there, or as an end for the beginning of the next day. */
  private static Optional<Instant> moment(String text, ZoneId zone, int plusDays) {
    if (!DATE.matcher(text).matches()) {
      return DraftReader.instant(text);
    }
    try {
      return Optional.of(LocalDate.parse(text).plusDays(plusDays).atStartOfDay(zone).toInstant());
    } catch (DateTimeException notInCalendar) {
      return Optional.empty();
    }
  }

  static @Nullable String cursor(@Nullable String position) {
    return position == null
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> position(String cursor) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
          .filter(EventListing::isPosition);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
