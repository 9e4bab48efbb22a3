package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.web.Findings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The profile's form as it stands or was filled in: what was typed is kept, each fault said at its
 * field.
 *
 * @param fields what each field holds; a box that is not ticked is missing
 */
public record ProfileForm(Map<String, String> fields, Findings findings) {

  private static final Pattern COMMAS = Pattern.compile("[,;\\n]");

  /** How many communes of one name are offered. */
  private static final int CHOICES = 20;

  public ProfileForm {
    fields = Map.copyOf(fields);
  }

  /** What stands. */
  static ProfileForm of(Profile profile, long version) {
    Map<String, String> fields = new HashMap<>();
    fields.put("version", Long.toString(version));
    fields.put("prenom", Objects.requireNonNullElse(profile.firstName(), ""));
    fields.put("nom", Objects.requireNonNullElse(profile.lastName(), ""));
    fields.put("commune", Objects.requireNonNullElse(profile.commune(), ""));
    fields.put("lieu", nameOf(profile.commune()));
    profile.skills().forEach(skill -> fields.put(skillField(skill), "oui"));
    fields.put("interets", String.join(", ", profile.interests()));
    fields.put("rayon", profile.radiusKm() == null ? "" : profile.radiusKm().toString());
    fields.put("telephone", Objects.requireNonNullElse(profile.phone(), ""));
    fields.put("horaires", Objects.requireNonNullElse(profile.hours(), ""));
    return new ProfileForm(fields, new Findings());
  }

  /** The same form with what is wrong about it. */
  ProfileForm with(Findings found) {
    return new ProfileForm(fields, found);
  }

  /** What a field holds. */
  public String value(String field) {
    String value = fields.getOrDefault(field, "");
    return value.length() > 1000 ? "" : value;
  }

  /** What is wrong with the value at a JSON pointer; empty when nothing is. */
  public String error(String pointer) {
    return findings.french(pointer).orElse("");
  }

  /** Whether anything is wrong. */
  public boolean isRefused() {
    return !findings.isEmpty();
  }

  /** The skills there are. */
  public List<Skill> skills() {
    return List.of(Skill.values());
  }

  /** Whether a skill's box is ticked. */
  public boolean offers(Skill skill) {
    return fields.containsKey(skillField(skill.code()));
  }

  /** The field of a skill's box. */
  public static String skillField(String skill) {
    return "talent-" + skill;
  }

  /** The communes that what was typed may mean; one alone when it is clear. */
  public List<Commune> communes() {
    String place = value("lieu").strip();
    if (place.equals(nameOf(value("commune")))) {
      return Communes.embedded().byCode(value("commune")).stream().toList();
    }
    if (place.matches("[0-9 ]+")) {
      return Communes.embedded().byPostalCode(place.replace(" ", ""));
    }
    List<Commune> named = Communes.embedded().byName(place, CHOICES);
    List<Commune> exact =
        named.stream().filter(commune -> commune.name().equalsIgnoreCase(place)).toList();
    return exact.size() == 1 ? exact : named;
  }

  /** The same as an app would send it. */
  Profile profile() {
    List<Commune> communes = communes();
    String chosen = value("commune");
    @Nullable String commune =
        communes.size() == 1
            ? communes.getFirst().code()
            : communes.stream().map(Commune::code).filter(chosen::equals).findFirst().orElse(null);
    return new Profile(
        value("prenom"),
        value("nom"),
        commune,
        skills().stream().filter(this::offers).map(Skill::code).toList(),
        Arrays.stream(COMMAS.split(value("interets")))
            .map(String::strip)
            .filter(typed -> !typed.isEmpty())
            .toList(),
        radius(),
        orNull(value("telephone")),
        orNull(value("horaires")));
  }

  /** What is no number is out of bounds, and told so. */
  private @Nullable Integer radius() {
    String typed = value("rayon").strip();
    if (typed.isEmpty()) {
      return null;
    }
    return typed.matches("[0-9]{1,3}") ? Integer.valueOf(typed) : Integer.valueOf(0);
  }

  private static String nameOf(@Nullable String commune) {
    return commune == null ? "" : Communes.embedded().byCode(commune).map(Commune::name).orElse("");
  }

  private static @Nullable String orNull(String typed) {
    return typed.isBlank() ? null : typed;
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "ProfileForm[…]";
  }
}
