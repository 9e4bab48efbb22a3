package fr.actionpopulaire.moderation;

import fr.actionpopulaire.domain.report.Authority;
import fr.actionpopulaire.domain.staff.Actor;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Escalations.Escalation;
import fr.actionpopulaire.dynamodb.Escalations.Told;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import io.micronaut.serde.annotation.Serdeable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which authority was told of a danger.
 *
 * @param authority {@code emergency}, {@code pharos}, {@code child-protection}, {@code prosecutor},
 *     {@code other}, or {@code nobody} when there was no threat
 * @param reference under which they keep it, 2 to 200 characters; with {@code nobody}, why
 * @param at when they were told, with its offset: not before the report came in, not in the future;
 *     now when absent
 */
@Serdeable
record EscalationBody(@Nullable String authority, @Nullable String reference, @Nullable String at) {

  /** What was told; usable only while there are no findings. */
  Told read(Findings findings, Escalation escalation, Actor actor, Instant now) {
    Authority who =
        findings.require(
            "/authority",
            authority,
            Authority::of,
            Authority.OTHER,
            new Words(
                "emergency, pharos, child-protection, prosecutor, other, ou nobody.",
                "emergency, pharos, child-protection, prosecutor, other, or nobody."));
    String known =
        findings.require(
            "/reference",
            reference,
            typed -> PlainText.line(typed, 2, 200),
            "",
            new Words(
                "La référence donnée par l’autorité, ou pourquoi personne n’a été prévenu : une"
                    + " ligne de 2 à 200 caractères.",
                "The authority's reference, or why nobody was told: a line of 2 to 200"
                    + " characters."));
    Instant told =
        findings.accept(
            "/at",
            at,
            given ->
                instant(given)
                    .filter(when -> !when.isBefore(escalation.receivedAt()) && !when.isAfter(now)),
            new Words(
                "Entre la réception du signalement et maintenant, avec le fuseau : 2026-11-21T10:00:00Z.",
                "Between the receipt of the report and now, with its offset: 2026-11-21T10:00:00Z."));
    return new Told(who, known, Objects.requireNonNullElse(told, now), actor);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "EscalationBody[…]";
  }
}
