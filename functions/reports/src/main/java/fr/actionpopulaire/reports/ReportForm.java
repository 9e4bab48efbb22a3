package fr.actionpopulaire.reports;

import fr.actionpopulaire.web.Findings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form as the page shows it: what was typed, and what is wrong with it. */
public record ReportForm(
    String target,
    String ground,
    String explanation,
    String name,
    String email,
    boolean goodFaith,
    boolean danger,
    Findings findings) {

  static ReportForm of(ReportBody typed, Findings findings) {
    return new ReportForm(
        Objects.requireNonNullElse(typed.target(), ""),
        Objects.requireNonNullElse(typed.ground(), ""),
        Objects.requireNonNullElse(typed.explanation(), ""),
        Objects.requireNonNullElse(typed.name(), ""),
        Objects.requireNonNullElse(typed.email(), ""),
        Boolean.TRUE.equals(typed.goodFaith()),
        Boolean.TRUE.equals(typed.danger()),
        findings);
  }

  /** What is wrong with the value at a JSON pointer, {@code null} if nothing. */
  public @Nullable String error(String pointer) {
    return findings.french(pointer).orElse(null);
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "ReportForm[…]";
  }
}
