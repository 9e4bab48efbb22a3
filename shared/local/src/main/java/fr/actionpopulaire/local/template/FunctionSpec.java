package fr.actionpopulaire.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One function of the template.
 *
 * @param name its folder, which is also the name it is invoked by
 * @param code folder of its package: {@code lib/*.jar}
 * @param environment its own variables, references resolved
 * @param url its function URL, if it has one
 * @param staffPaths beginnings of the paths its signed door answers under; empty unless the URL
 *     asks for IAM
 */
public record FunctionSpec(
    String name,
    String logicalId,
    String handler,
    Path code,
    Duration timeout,
    int memoryMb,
    Map<String, String> environment,
    List<HttpRoute> routes,
    @Nullable FunctionUrl url,
    List<String> staffPaths,
    List<Trigger> triggers) {

  /** Whether only signed calls through its URL may reach it. */
  public boolean signedOnly() {
    return url != null && url.signed();
  }
}
