package fr.actionpopulaire.embeddedaws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the template, {@code Globals} merged in and every value resolved.
 *
 * @param folder the name of its folder under {@code functions/}, from its code's place
 * @param handler the handler's class
 * @param codeUri the packaged artefact's folder, relative to the template
 * @param environment exactly the variables the function will have besides Lambda's own
 * @param timeoutSeconds 3 where the template names none
 * @param memoryMb 128 where the template names none
 * @param functionUrlAuthType {@code NONE} or {@code AWS_IAM}; empty without a function URL
 * @param policies the inline statements of its role
 */
public record FunctionResource(
    String logicalId,
    String folder,
    String handler,
    String codeUri,
    Map<String, String> environment,
    int timeoutSeconds,
    int memoryMb,
    List<Route> routes,
    Optional<String> functionUrlAuthType,
    List<Trigger> triggers,
    List<Statement> policies) {

  public FunctionResource {
    environment = Map.copyOf(environment);
    routes = List.copyOf(routes);
    triggers = List.copyOf(triggers);
    policies = List.copyOf(policies);
  }
}
