package fr.actionpopulaire.signup;

import fr.actionpopulaire.domain.consent.ConsentTexts;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profile form as it was sent, to be judged, and to be shown again as it was. */
public final class ProfileForm {

  private static final String CONSENT = "accord-";
  private static final String GUESSED = "devine";

  private final Map<String, String> fields;

  ProfileForm(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /** A form in which only the commune is filled in, as a guess that says so. */
  static ProfileForm around(Commune commune) {
    return new ProfileForm(
        Map.of(
            "codePostal",
            commune.postalCodes().getFirst(),
            "commune",
            commune.code(),
            GUESSED,
            "oui"));
  }

  /** Whether the commune is a guess of ours, not the person's word. */
  public boolean isGuessed() {
    return fields.containsKey(GUESSED);
  }

  /** What was typed into a field; empty when nothing was. */
  public String typed(String field) {
    String typed = fields.getOrDefault(field, "");
    return typed.length() > 200 ? "" : typed;
  }

  /** Whether a box was ticked; none is before the person ticks it (CNIL A1). */
  public boolean ticked(String field) {
    return fields.containsKey(field);
  }

  /** The field of a purpose's box. */
  public static String consentField(Purpose purpose) {
    return CONSENT + purpose.code();
  }

  /** The optional purposes in the order they are asked. */
  public static List<Purpose> choices() {
    return Arrays.stream(Purpose.values()).filter(purpose -> purpose != Purpose.ACCOUNT).toList();
  }

  /** What a purpose's box says. */
  public static String text(Purpose purpose) {
    return ConsentTexts.current().getOrDefault(purpose, "");
  }

  /** The communes of the postal code that was typed. */
  public List<Commune> communes() {
    return Communes.embedded().byPostalCode(typed("codePostal").strip());
  }

  /** The same as an app would send it. */
  NewMemberBody body() {
    Map<String, Boolean> consents = new HashMap<>();
    for (Purpose purpose : Purpose.values()) {
      consents.put(purpose.code(), ticked(consentField(purpose)));
    }
    return new NewMemberBody(
        typed("prenom"),
        typed("nom"),
        typed("commune"),
        ticked("plus15"),
        ticked("plus17"),
        consents,
        typed("version"),
        ticked("soutien"),
        orNull(typed("telephone")),
        hours());
  }

  private @Nullable String hours() {
    String from = typed("appelsDe").strip();
    String to = typed("appelsA").strip();
    return from.isEmpty() && to.isEmpty() ? null : from + "-" + to;
  }

  private static @Nullable String orNull(String typed) {
    return typed.isBlank() ? null : typed;
  }
}
