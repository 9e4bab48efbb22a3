package fr.actionpopulaire.settings;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a function's paths once while it starts, so that the first person does not pay for loading
 * its classes. What is run only reads: {@link AwsHttp} sends nothing else meanwhile. It keeps
 * nothing two restores of one snapshot would share, neither a random value nor the time nor a
 * connection (ADR 0066).
 *
 * <p>Ahead of any request, all of them are run. If a request has started the process it waits for
 * each of them, and most likely asks for what comes first (ADR 0071).
 */
public final class Priming {

  /** What may leave the process, less and less. */
  enum Reach {
    EVERYTHING,
    READS,
    NOTHING
  }

  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  /**
   * For every thread, those that a path starts included: the platform hands over no request before
   * the function has started.
   */
  private static volatile Reach reach = Reach.EVERYTHING;

  private static volatile MadeUpAnswers answers = (_, _) -> MadeUpAnswer.EMPTY;

  /** What the platform says of a process that a request has started. */
  private static final boolean AWAITED =
      "on-demand".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));

  private static final Queue<Runnable> TO_FORGET = new ConcurrentLinkedQueue<>();

  private Priming() {}

  /**
   * Loads this house's classes if there is time, then runs each path, whoever waits. Failures are
   * swallowed: they cost the first caller time, and must never keep a function from starting.
   */
  public static void start(Runnable... paths) {
    runAhead(OwnClasses::load);
    for (Runnable path : paths) {
      run(path);
    }
  }

  /** Runs one path more, as {@link #start} does. */
  public static void run(Runnable path) {
    within(Reach.READS, path);
  }

  /** Runs one path more unless a request waits for this process. */
  public static void runAhead(Runnable path) {
    if (!AWAITED) {
      run(path);
    }
  }

  /**
   * Runs a path of which nothing is sent at all: each call of AWS is answered as if all went well.
   */
  public static void runAlone(Runnable path) {
    runAlone((_, _) -> MadeUpAnswer.EMPTY, path);
  }

  /** Runs a path of which nothing is sent at all, and each call of AWS is answered so. */
  public static void runAlone(MadeUpAnswers made, Runnable path) {
    MadeUpAnswers before = answers;
    answers = made;
    try {
      within(Reach.NOTHING, path);
    } finally {
      answers = before;
    }
  }

  private static void within(Reach wanted, Runnable path) {
    Reach before = reach;
    // A path within another may send no more than that one.
    reach = wanted.compareTo(before) > 0 ? wanted : before;
    try {
      path.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Not primed: {}", e.getClass().getSimpleName());
    } finally {
      reach = before;
      if (before == Reach.EVERYTHING) {
        for (Runnable end = TO_FORGET.poll(); end != null; end = TO_FORGET.poll()) {
          end.run();
        }
      }
    }
  }

  /**
   * To be called by what keeps something from one request to the next: if a path is being run, it
   * is told to forget it when the path has ended.
   */
  public static void keepOnlyMeanwhile(Runnable forget) {
    if (reach != Reach.EVERYTHING) {
      TO_FORGET.add(forget);
    }
  }

  static Reach reach() {
    return reach;
  }

  static MadeUpAnswer answerTo(String operation, String request) {
    return answers.to(operation, request);
  }
}
