package fr.actionpopulaire.signup;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to create an account, not judged yet.
 *
 * @param commune INSEE code
 * @param consents purposes by name; those left out are refused
 * @param textVersion version of the texts the person read
 * @param endorses whether the person declares to support the candidacy
 * @param phone only with {@code calls}
 * @param hours only with {@code calls}: {@code 18:00-20:30}
 */
@Serdeable
@Schema(name = "NewMember")
record NewMemberBody(
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String commune,
    @Nullable Boolean over15,
    @Nullable Boolean over17,
    @Nullable Map<String, Boolean> consents,
    @Nullable String textVersion,
    @Nullable Boolean endorses,
    @Nullable String phone,
    @Nullable String hours) {

  /** Never its content. */
  @Override
  public String toString() {
    return "NewMemberBody[…]";
  }
}
