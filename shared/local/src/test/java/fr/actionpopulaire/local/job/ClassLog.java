package fr.actionpopulaire.local.job;

import fr.actionpopulaire.local.template.FunctionSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which classes a function's process has loaded, a line each, as the JVM writes it down. */
final class ClassLog {

  private ClassLog() {}

  /** Lambda forms and lambdas are made by the JVM as code runs, and have no name of ours. */
  static List<String> ours(List<String> log) {
    return log.stream()
        .map(line -> line.split(" ", 2)[0])
        .filter(type -> type.startsWith("fr.actionpopulaire.") && !type.contains("/0x"))
        .filter(type -> !type.startsWith("fr.actionpopulaire.local."))
        .toList();
  }

  static List<String> named(List<String> log, String prefix) {
    return log.stream().filter(line -> line.startsWith(prefix)).toList();
  }

  /** The same function, whose process writes down each class it loads. */
  static FunctionSpec written(FunctionSpec spec, Path classes) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.merge(
        "JAVA_TOOL_OPTIONS",
        "-Xlog:class+load:file=" + classes + ":none:filecount=0",
        (own, added) -> own + ' ' + added);
    return new FunctionSpec(
        spec.name(),
        spec.logicalId(),
        spec.handler(),
        spec.code(),
        spec.timeout(),
        spec.memoryMb(),
        environment,
        spec.routes(),
        spec.url(),
        spec.staffPaths(),
        spec.triggers());
  }
}
