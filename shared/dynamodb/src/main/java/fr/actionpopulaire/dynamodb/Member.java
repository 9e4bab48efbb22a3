package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.member.EmailAddress;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member with what they told us, unsealed.
 *
 * @param account what is stored in clear
 * @param personal what is stored sealed
 */
public record Member(Account account, Personal personal) {

  public String id() {
    return account.id();
  }

  public EmailAddress email() {
    return new EmailAddress(personal.email());
  }

  /**
   * What is stored sealed with the person's key, as one JSON text.
   *
   * @param commune INSEE code
   * @param phone as it is dialled; {@code null} unless they gave it to be called
   * @param hours when they may be called, as {@code 18:00-20:30}
   * @param skills codes of {@link fr.actionpopulaire.domain.member.Skill}
   * @param radiusKm how far from their commune they act; {@code null} unless they said
   * @param over17 {@code true} once they said that they are 17 or more, {@code null} before:
   *     without it nobody gets selected mail (Regulation 2024/900, article 18)
   */
  @Serdeable
  public record Personal(
      String email,
      String firstName,
      String lastName,
      String commune,
      @Nullable String phone,
      @Nullable String hours,
      List<String> skills,
      List<String> interests,
      @Nullable Integer radiusKm,
      @Nullable Boolean over17) {

    /** The same without what was told to be called by. */
    public Personal uncalled() {
      return new Personal(
          email, firstName, lastName, commune, null, null, skills, interests, radiusKm, over17);
    }

    /** Never its content. */
    @Override
    public String toString() {
      return "Personal[…]";
    }
  }

  /**
   * What is stored in clear: nothing by which the person could be named.
   *
   * @param identity keyed hash of the address
   * @param version changes with every write; the resource's ETag
   * @param lastActAt their last sign of life, from which re-use counts its year
   * @param consents where they stand on each purpose; those never asked are missing
   * @param eventNotices whether they are told of changes of the events they answered
   * @param suspendedUntil while in the future, the member may only use their data rights and
   *     appeals; {@code null} when never suspended
   * @param photo the name of the photo's file, random; {@code null} without photo
   */
  public record Account(
      String id,
      String identity,
      long version,
      Instant createdAt,
      Instant lastActAt,
      Map<Purpose, Consent> consents,
      boolean eventNotices,
      @Nullable Instant suspendedUntil,
      @Nullable String photo) {

    public Account {
      consents = Map.copyOf(consents);
    }

    /** A member without photo, as every member begins. */
    public Account(
        String id,
        String identity,
        long version,
        Instant createdAt,
        Instant lastActAt,
        Map<Purpose, Consent> consents,
        boolean eventNotices,
        @Nullable Instant suspendedUntil) {
      this(
          id,
          identity,
          version,
          createdAt,
          lastActAt,
          consents,
          eventNotices,
          suspendedUntil,
          null);
    }

    public boolean isSuspended(Instant now) {
      return suspendedUntil != null && now.isBefore(suspendedUntil);
    }

    public boolean agreesTo(Purpose purpose) {
      Consent consent = consents.get(purpose);
      return consent != null && consent.granted();
    }
  }
}
