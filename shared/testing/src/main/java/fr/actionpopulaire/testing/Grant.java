package fr.actionpopulaire.testing;

/**
 * One thing a role may do, as small as a policy can say it.
 *
 * @param action as in the policy, {@code dynamodb:GetItem}
 * @param resource the resource's ARN without the fields before its name: {@code
 *     table/action-populaire-PeopleTable}, which may hold {@code *}
 * @param keys the family of partition keys, {@code M#*}; empty where the policy names none
 */
public record Grant(String action, String resource, String keys) {

  /** The ARN's last field; names of tables, buckets and secrets hold no colon. */
  static String shortName(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
