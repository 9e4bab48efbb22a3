package fr.actionpopulaire.account;

import fr.actionpopulaire.domain.member.CallHours;
import fr.actionpopulaire.domain.member.PhoneNumber;
import fr.actionpopulaire.domain.member.Skill;
import fr.actionpopulaire.domain.territory.Commune;
import fr.actionpopulaire.domain.territory.Communes;
import fr.actionpopulaire.domain.text.PlainText;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.web.Findings;
import fr.actionpopulaire.web.Words;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants to stand about them, not judged yet.
 *
 * @param commune INSEE code
 * @param skills codes of {@link Skill}
 * @param hours within which they may be called
 */
record Profile(
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String commune,
    List<String> skills,
    List<String> interests,
    @Nullable Integer radiusKm,
    @Nullable String phone,
    @Nullable String hours) {

  /** The names by which JSON calls these. */
  static final Set<String> FIELDS =
      Set.of(
          "firstName", "lastName", "commune", "skills", "interests", "radiusKm", "phone", "hours");

  static final Profile EMPTY =
      new Profile(null, null, null, List.of(), List.of(), null, null, null);

  private static final int NAME = 60;
  private static final int MOST_INTERESTS = 20;
  private static final int INTEREST = 40;

  /** As far as events can be searched. */
  private static final int FARTHEST_KM = 100;

  /** As it stands. */
  static Profile of(Personal personal) {
    return new Profile(
        personal.firstName(),
        personal.lastName(),
        personal.commune(),
        personal.skills(),
        personal.interests(),
        personal.radiusKm(),
        personal.phone(),
        personal.hours());
  }

  /**
   * Judges it; usable only while there are no findings.
   *
   * @param before whose address stays: changing it needs proof of both
   * @param isCalled whether the member agrees to calls, which need a number and hours (CNIL A21)
   */
  Personal judged(Personal before, boolean isCalled, Findings findings) {
    PhoneNumber number = findings.accept("/phone", phone, PhoneNumber::parse, PHONE);
    CallHours within = findings.accept("/hours", hours, CallHours::parse, HOURS);
    if (isCalled && phone == null) {
      findings.add("/phone", STILL_CALLED);
    }
    if (isCalled && hours == null) {
      findings.add("/hours", STILL_CALLED);
    }
    return new Personal(
        before.email(),
        findings.require("/firstName", firstName, Profile::name, "", FIRST_NAME),
        findings.require("/lastName", lastName, Profile::name, "", LAST_NAME),
        findings.require("/commune", commune, Profile::commune, "", COMMUNE),
        number == null ? null : number.value(),
        within == null ? null : within.toString(),
        findings.require("/skills", skills, Profile::skills, List.of(), SKILLS),
        findings.require("/interests", interests, Profile::interests, List.of(), INTERESTS),
        findings.accept("/radiusKm", radiusKm, Profile::radius, RADIUS),
        before.over17());
  }

  private static Optional<String> name(String typed) {
    return PlainText.name(typed, NAME);
  }

  private static Optional<String> commune(String code) {
    return Communes.embedded().byCode(code).map(Commune::code);
  }

  private static Optional<Integer> radius(int km) {
    return km >= 1 && km <= FARTHEST_KM ? Optional.of(km) : Optional.empty();
  }

  /** Those of the closed list, each once, in its order. */
  private static Optional<List<String>> skills(List<String> codes) {
    return codes.stream().allMatch(code -> Skill.of(code).isPresent())
        ? Optional.of(
            Arrays.stream(Skill.values()).map(Skill::code).filter(codes::contains).toList())
        : Optional.empty();
  }

  private static Optional<List<String>> interests(List<String> typed) {
    List<String> lines =
        typed.stream().flatMap(line -> PlainText.line(line, 2, INTEREST).stream()).toList();
    return lines.size() == typed.size() && lines.size() <= MOST_INTERESTS
        ? Optional.of(List.copyOf(new LinkedHashSet<>(lines)))
        : Optional.empty();
  }

  private static final Words FIRST_NAME =
      new Words(
          "Indiquez votre prénom, en lettres (60 au plus).",
          "Give your first name, in letters (60 at most).");

  private static final Words LAST_NAME =
      new Words(
          "Indiquez votre nom, en lettres (60 au plus).",
          "Give your last name, in letters (60 at most).");

  private static final Words COMMUNE =
      new Words(
          "Choisissez une commune de France (code INSEE).",
          "Choose a commune of France (INSEE code).");

  private static final Words PHONE =
      new Words(
          "Ce numéro de téléphone n’est pas complet.", "This telephone number is incomplete.");

  private static final Words HOURS =
      new Words(
          "Indiquez deux heures, par exemple 18:00-20:30.",
          "Give two times of the day, such as 18:00-20:30.");

  private static final Words STILL_CALLED =
      new Words(
          "Vous acceptez d’être appelé·e : retirez d’abord cet accord.",
          "You agree to be called: take that back first.");

  private static final Words SKILLS =
      new Words(
          "Choisissez dans la liste : " + skillCodes() + ".",
          "Choose among: " + skillCodes() + ".");

  private static final Words INTERESTS =
      new Words(
          "20 centres d’intérêt au plus, de 2 à 40 caractères chacun.",
          "20 interests at most, of 2 to 40 characters each.");

  private static final Words RADIUS =
      new Words("De 1 à 100 kilomètres.", "From 1 to 100 kilometres.");

  private static String skillCodes() {
    return Arrays.stream(Skill.values()).map(Skill::code).collect(Collectors.joining(", "));
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "Profile[…]";
  }
}
