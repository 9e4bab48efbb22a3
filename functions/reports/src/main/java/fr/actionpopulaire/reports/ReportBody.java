package fr.actionpopulaire.reports;

import fr.actionpopulaire.domain.member.EmailAddress;
import fr.actionpopulaire.domain.report.Ground;
import fr.actionpopulaire.domain.report.Target;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Notices.Reporter;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A notice as sent (DSA 16(2)).
 *
 * @param target path of the page or {@code /v1} resource reported, at most 200 characters
 * @param ground {@code illegal}, {@code misleading}, {@code harassment}, {@code privacy}, {@code
 *     spam} or {@code other}
 * @param explanation why, 1 to 5000 characters, not all blank
 * @param name who reports, optional
 * @param email where to send receipt and outcome, optional
 * @param goodFaith must be true: that what is said is accurate and complete, in good faith
 * @param danger whether somebody's life or safety is threatened, or a child is a victim of a sexual
 *     offence; false when absent
 */
@Serdeable
record ReportBody(
    @Nullable String target,
    @Nullable String ground,
    @Nullable String explanation,
    @Nullable String name,
    @Nullable String email,
    @Nullable Boolean goodFaith,
    @Nullable Boolean danger) {

  static final ReportBody EMPTY = new ReportBody(null, null, null, null, null, null, null);

  private static final Target HOME = new Target("/");

  /** The same from the fields of the page's form. */
  static ReportBody of(Map<String, String> form) {
    return new ReportBody(
        form.get("cible"),
        form.get("motif"),
        form.get("explication"),
        filled(form.get("nom")),
        filled(form.get("courriel")),
        form.containsKey("bonne-foi"),
        form.containsKey("danger"));
  }

  private static @Nullable String filled(@Nullable String field) {
    return field == null || field.isBlank() ? null : field;
  }

  /** Reads what was sent; usable only while there are no findings. */
  Report read(Findings findings) {
    Target about =
        findings.require(
            "/target",
            target,
            Target::parse,
            HOME,
            new Words(
                "Indiquez l’adresse sur ce site de ce que vous signalez : « / », puis 200 caractères"
                    + " au plus.",
                "Give the path on this site of what you report: «/», then 200 characters at"
                    + " most."));
    Ground why =
        findings.require(
            "/ground",
            ground,
            Ground::of,
            Ground.OTHER,
            new Words("Choisissez un motif de la liste.", "Choose one of the grounds."));
    String text =
        findings.require(
            "/explanation",
            explanation,
            typed -> PlainText.text(typed, 1, 5000),
            "",
            new Words(
                "Expliquez en 5 000 caractères au plus, sans balises.",
                "Explain in 5000 characters at most, without markup."));
    String who =
        findings.accept(
            "/name",
            name,
            typed -> PlainText.name(typed, 120),
            new Words("Un nom de 120 caractères au plus.", "A name of 120 characters at most."));
    EmailAddress address =
        findings.accept(
            "/email",
            email,
            EmailAddress::parse,
            new Words("Vérifiez l’adresse électronique.", "Check the e-mail address."));
    findings.require(
        "/goodFaith",
        goodFaith,
        agreed -> agreed ? Optional.of(true) : Optional.empty(),
        true,
        new Words(
            "Déclarez que votre signalement est exact et de bonne foi.",
            "State that your report is accurate and made in good faith."));
    return new Report(about, why, text, Boolean.TRUE.equals(danger), new Reporter(who, address));
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "ReportBody[…]";
  }
}
