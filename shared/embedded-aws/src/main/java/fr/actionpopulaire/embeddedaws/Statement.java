package fr.actionpopulaire.embeddedaws;

import java.util.List;
import java.util.Map;

/**
 * An IAM statement of a function's role.
 *
 * @param effect {@code Allow} or {@code Deny}
 * @param actions as written; {@code managed:NAME} alone for a managed policy named by the template
 * @param resources resolved ARNs, which may hold {@code *}
 * @param condition operator → key → value, empty if there is none
 */
public record Statement(
    String effect, List<String> actions, List<String> resources, Map<String, Object> condition) {

  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    condition = Map.copyOf(condition);
  }
}
