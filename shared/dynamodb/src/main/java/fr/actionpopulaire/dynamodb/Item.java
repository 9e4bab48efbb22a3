package fr.actionpopulaire.dynamodb;

import fr.actionpopulaire.domain.retention.Deadline;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item to be stored. There is none without a deadline: the constructor asks for it, and it comes
 * from a {@link fr.actionpopulaire.domain.retention.RetentionRule}.
 */
public record Item(Key key, Deadline deadline, Attributes attributes) {

  /** Milliseconds since 1970 at which the item becomes invisible. */
  static final String EXPIRES_AT = "expiresAt";

  /**
   * Present when the item goes with the campaign; together with {@link #EXPIRES_AT}, the later of
   * the two counts.
   */
  static final String EXPIRES = "expires";

  private static final String CAMPAIGN = "campaign";

  /** Seconds since 1970; DynamoDB's broom in the tables that have one. */
  static final String TIME_TO_LIVE = "ttl";

  public Item {
    Objects.requireNonNull(deadline, "Nothing is kept without a deadline");
  }

  Map<String, AttributeValue> toMap() {
    Map<String, AttributeValue> stored = new HashMap<>(attributes.toMap());
    stored.putAll(key.attributes());
    stored.putAll(deadlineAttributes(key.table(), deadline).toMap());
    return stored;
  }

  /**
   * The end of a {@code SET} clause that moves the deadline of an item in a table without broom;
   * its values are {@link #deadlineAttributes}.
   */
  static String deadlineChange(Deadline deadline) {
    return switch (deadline) {
      case Deadline.At _ -> "#expiresAt = :expiresAt REMOVE #expires";
      case Deadline.CampaignEnd _ -> "#expires = :expires REMOVE #expiresAt";
      case Deadline.AfterCampaign _ -> "#expires = :expires, #expiresAt = :expiresAt";
    };
  }

  /** The condition that an item still has this deadline, which has passed. */
  static Condition stillDue(Deadline deadline, Instant now) {
    return switch (deadline) {
      case Deadline.At _ ->
          Condition.of(
              "attribute_not_exists(#expires) AND #expiresAt <= :now",
              Attributes.none().instant("now", now));
      case Deadline.CampaignEnd _ ->
          Condition.of("attribute_exists(#expires) AND attribute_not_exists(#expiresAt)");
      case Deadline.AfterCampaign _ ->
          Condition.of(
              "attribute_exists(#expires) AND #expiresAt <= :now",
              Attributes.none().instant("now", now));
    };
  }

  /** The attributes by which a stored deadline is known, for an update that moves it. */
  static Attributes deadlineAttributes(Table table, Deadline deadline) {
    return switch (deadline) {
      case Deadline.At(Instant instant) when table.hasTimeToLive() ->
          Attributes.none()
              .instant(EXPIRES_AT, instant)
              .number(TIME_TO_LIVE, Math.ceilDiv(instant.toEpochMilli(), 1000L));
      case Deadline.At(Instant instant) -> Attributes.none().instant(EXPIRES_AT, instant);
      case Deadline.CampaignEnd _ -> Attributes.none().text(EXPIRES, CAMPAIGN);
      case Deadline.AfterCampaign(Instant instant) ->
          Attributes.none().text(EXPIRES, CAMPAIGN).instant(EXPIRES_AT, instant);
    };
  }
}
