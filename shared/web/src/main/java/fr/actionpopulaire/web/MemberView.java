package fr.actionpopulaire.web;

import fr.actionpopulaire.domain.campaign.Campaign;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Member;
import fr.actionpopulaire.dynamodb.MemberRetention;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member as the member sees themselves, in JSON; the same at activation, at login and afterwards.
 *
 * @param commune INSEE code
 * @param skills codes of a closed list
 * @param radiusKm how far from their commune they act
 * @param hours within which they may be called: {@code 18:00-20:30}
 * @param photo where the member's photo is read, {@code null} without one
 * @param consents one entry for each purpose the member was ever asked about, in a fixed order
 * @param deletesOn the day, in Paris, on which the data goes unless something changes
 * @param deletesBecause the rule behind that day, in French
 */
@Serdeable
public record MemberView(
    String id,
    String email,
    String firstName,
    String lastName,
    String commune,
    List<String> skills,
    List<String> interests,
    @Nullable Integer radiusKm,
    @Nullable String phone,
    @Nullable String hours,
    @Nullable String photo,
    List<ConsentView> consents,
    LocalDate deletesOn,
    String deletesBecause) {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Where the member stands on one purpose, and since when. */
  @Serdeable
  public record ConsentView(String purpose, boolean granted, Instant at, String textVersion) {

    /** One consent as JSON. */
    public static ConsentView of(Consent consent) {
      return new ConsentView(
          consent.purpose().code(), consent.granted(), consent.at(), consent.textVersion());
    }
  }

  /** The member as of now. */
  public static MemberView of(Member member, MemberRetention retention, Campaign campaign) {
    Member.Personal personal = member.personal();
    return new MemberView(
        member.id(),
        personal.email(),
        personal.firstName(),
        personal.lastName(),
        personal.commune(),
        personal.skills(),
        personal.interests(),
        personal.radiusKm(),
        personal.phone(),
        personal.hours(),
        retention.photo(member.account()) == null ? null : "/v1/me/photo",
        consents(member),
        retention.of(member.account()).in(campaign).atZone(PARIS).toLocalDate(),
        because(retention.rule(member.account())));
  }

  private static List<ConsentView> consents(Member member) {
    return Arrays.stream(Purpose.values())
        .map(purpose -> member.account().consents().get(purpose))
        .filter(Objects::nonNull)
        .map(ConsentView::of)
        .toList();
  }

  /** The rule as a sentence to the person. */
  private static String because(RetentionRule rule) {
    return rule.endsWithCampaign()
        ? "Vos données sont gardées " + rule.periodInFrench() + ", puis effacées."
        : "Vous avez accepté d’être recontacté·e : vos données sont gardées "
            + rule.periodInFrench()
            + " après "
            + rule.startInFrench()
            + ", puis effacées.";
  }

  /** Never its content. */
  @Override
  public String toString() {
    return "MemberView[…]";
  }
}
