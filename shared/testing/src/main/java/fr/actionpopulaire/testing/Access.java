package fr.actionpopulaire.testing;

import java.util.List;
import java.util.Map;

/**
 * What AWS asks a role about one request: one action on one resource.
 *
 * @param action as in a policy, {@code dynamodb:GetItem}
 * @param resource the ARN the template would give the resource, not the test's own table or bucket
 * @param context condition key → the request's values, as {@code dynamodb:LeadingKeys}
 */
record Access(String action, String resource, Map<String, List<String>> context) {

  /** The condition key that holds the partition keys of a DynamoDB request. */
  static final String LEADING_KEYS = "dynamodb:LeadingKeys";

  /** The condition key that holds the attributes a DynamoDB request names. */
  static final String ATTRIBUTES = "dynamodb:Attributes";

  List<String> leadingKeys() {
    return context.getOrDefault(LEADING_KEYS, List.of());
  }
}
