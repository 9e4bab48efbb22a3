package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a process 29 % of one core, as Lambda gives a function of 512 MB after its start: on one
 * processor, running 5.8 ms of each 20 ms. Lambda's own slices are not known.
 */
final class Throttle implements AutoCloseable {

  /** 512 MB of the 1,769 MB at which Lambda gives a whole core. */
  private static final double SHARE = 0.29;

  private static final Duration SLICE = Duration.ofMillis(20);

  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;

  private static final MethodHandle KILL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final int pid;
  private final Thread slicer;
  private volatile boolean over;

  private Throttle(int pid) {
    this.pid = pid;
    this.slicer = new Thread(this::slice, "throttle");
  }

  /** Begins at once. */
  static Throttle on(long pid) throws IOException, InterruptedException {
    // Every thread of it: the handler's is not the first.
    new ProcessBuilder("taskset", "-a", "-p", "-c", "0", Long.toString(pid))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
    Throttle throttle = new Throttle(Math.toIntExact(pid));
    throttle.slicer.setDaemon(true);
    throttle.slicer.start();
    return throttle;
  }

  private void slice() {
    long run = (long) (SLICE.toNanos() * SHARE);
    while (!over) {
      signal(SIGCONT);
      LockSupport.parkNanos(run);
      signal(SIGSTOP);
      LockSupport.parkNanos(SLICE.toNanos() - run);
    }
    signal(SIGCONT);
  }

  private void signal(int signal) {
    try {
      var unused = (int) KILL.invokeExact(pid, signal);
    } catch (Throwable e) {
      throw new IllegalStateException("kill(2) cannot be called", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    slicer.join();
  }
}
