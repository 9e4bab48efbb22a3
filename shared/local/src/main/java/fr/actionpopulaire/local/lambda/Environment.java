package fr.actionpopulaire.local.lambda;

import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One execution environment: a process of its own under AWS's Runtime Interface Client. */
final class Environment implements AutoCloseable {
  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /**
   * Ten processes starting on two cores take their time; a process stuck for longer is given up.
   */
  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final RuntimeApi api;

  private Environment(Process process, RuntimeApi api) {
    this.process = process;
    this.api = api;
  }

  static Environment start(
      FunctionSpec spec,
      Workspace workspace,
      Path taskRoot,
      Path library,
      FunctionLog log,
      Initialization initialization)
      throws IOException {
    RuntimeApi api = RuntimeApi.listen(Workspace.functionArn(spec.name()), Clock.systemUTC());
    ProcessBuilder builder = new ProcessBuilder(command(spec, workspace, library));
    builder.directory(taskRoot.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables(spec, workspace, taskRoot, api.address()));
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", initialization.type());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      api.close();
      throw e;
    }
    log.follow(process.getInputStream());
    Environment environment = new Environment(process, api);
    process
        .onExit()
        .thenAccept(
            ended ->
                api.lost(
                    "Runtime.ExitError",
                    "Runtime exited with error: exit status " + ended.exitValue()));
    api.ready()
        .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              api.lost("Sandbox.Timedout", "Init timed out after " + START.toSeconds() + " s");
              environment.close();
              return null;
            });
    return environment;
  }

  /** Waits until the process asks for events; false when it ended instead. */
  boolean awaitReady() {
    api.ready().join();
    return usable();
  }

  Outcome invoke(byte[] payload, Duration timeout) throws InterruptedException {
    return api.invoke(payload, timeout);
  }

  boolean usable() {
    return api.usable() && process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills at once, as Lambda does: a function must bear it at any instant. */
  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(FunctionSpec spec, Workspace workspace, Path library) {
    List<String> command = new ArrayList<>();
    command.add(workspace.java().toString());
    command.addAll(Workspace.JVM);
    command.add("-D" + RuntimeLibrary.PROPERTY + "=" + library);
    command.add("-Dlocal.clock=" + workspace.clockFile());
    command.add("-Dlocal.attached=true");
    command.add("-classpath");
    command.add(workspace.runtimeClient());
    command.add(MAIN);
    command.add(spec.handler());
    return command;
  }

  private static Map<String, String> variables(
      FunctionSpec spec, Workspace workspace, Path taskRoot, String runtimeApi) {
    Map<String, String> variables = new TreeMap<>(spec.environment());
    variables.putAll(workspace.endpoints());
    variables.put("_HANDLER", spec.handler());
    variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
    variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMb()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + spec.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("AWS_REGION", Workspace.REGION);
    variables.put("AWS_DEFAULT_REGION", Workspace.REGION);
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    variables.put("TZ", ":UTC");
    // On Lambda en_US.UTF-8, which not every machine has; what counts is that variables are read as
    // UTF-8.
    variables.put("LANG", "C.UTF-8");
    // Not Lambda's: keeps the C library from reserving memory for every thread.
    variables.put("MALLOC_ARENA_MAX", "2");
    return variables;
  }
}
