package fr.actionpopulaire.local.lambda;

import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * One deployed function: starts environments as invocations ask for them, gives each one event at a
 * time, keeps it for the next, and replaces it after it ended or ran out of time. Further
 * invocations wait their turn, first come first served. Safe for use by many threads.
 */
public final class LambdaFunction implements AutoCloseable {
  private final FunctionSpec spec;
  private final Workspace workspace;
  private final Path taskRoot;
  private final Path library;
  private final Path logFile;
  private final FunctionLog log;
  private final Semaphore turns;
  private final Deque<Environment> idle = new ConcurrentLinkedDeque<>();
  private final Set<Environment> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private LambdaFunction(
      FunctionSpec spec, Workspace workspace, Path taskRoot, Path library, Path logFile)
      throws IOException {
    this.spec = spec;
    this.workspace = workspace;
    this.taskRoot = taskRoot;
    this.library = library;
    this.logFile = logFile;
    this.log = new FunctionLog(spec.name(), logFile);
    this.turns = new Semaphore(workspace.environments(), true);
  }

  /** Lays out the function's files; starts no process. */
  public static LambdaFunction deploy(FunctionSpec spec, Workspace workspace) throws IOException {
    Path folder = Files.createDirectories(workspace.folder()).toAbsolutePath();
    Path taskRoot = TaskRoot.build(spec.code(), workspace.clockJar(), folder.resolve(spec.name()));
    Path library = RuntimeLibrary.unpack(workspace.runtimeClient(), folder);
    return new LambdaFunction(
        spec, workspace, taskRoot, library, folder.resolve(spec.name() + ".log"));
  }

  /** The function as the template declares it. */
  public FunctionSpec spec() {
    return spec;
  }

  /** The file holding every line its processes wrote since this start. */
  public Path logFile() {
    return logFile;
  }

  /** Last 4 KB of the log. */
  public String logTail() {
    return log.tail();
  }

  /** Handles of the processes running now. */
  public List<ProcessHandle> processes() {
    return all.stream().map(Environment::handle).toList();
  }

  /** Runs the handler with this event (JSON) and waits for what it makes of it. */
  public Outcome invoke(byte[] event) throws InterruptedException {
    turns.acquire();
    try {
      Environment environment = take(Initialization.ON_DEMAND);
      try {
        return environment.invoke(event, spec.timeout());
      } finally {
        giveBack(environment);
      }
    } finally {
      turns.release();
    }
  }

  /**
   * Starts an environment ahead of any request if there is none, and waits until it can take an
   * event; false when it ended instead.
   */
  public boolean warm() throws InterruptedException {
    turns.acquire();
    try {
      Environment environment = take(Initialization.AHEAD);
      boolean ready = environment.awaitReady();
      giveBack(environment);
      return ready;
    } finally {
      turns.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    all.forEach(Environment::close);
    all.clear();
    log.close();
    try {
      TaskRoot.clear(taskRoot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Environment take(Initialization wanted) {
    for (Environment next = idle.poll(); next != null; next = idle.poll()) {
      if (next.usable()) {
        return next;
      }
      drop(next);
    }
    if (closed) {
      throw new IllegalStateException("function " + spec.name() + " was shut down");
    }
    try {
      Environment started = Environment.start(spec, workspace, taskRoot, library, log, wanted);
      all.add(started);
      if (closed) {
        drop(started);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("function " + spec.name() + " cannot be started", e);
    }
  }

  private void giveBack(Environment environment) {
    if (environment.usable()) {
      idle.push(environment);
    } else {
      drop(environment);
    }
  }

  private void drop(Environment environment) {
    all.remove(environment);
    environment.close();
  }
}
