package fr.actionpopulaire.local.trigger;

import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.template.Trigger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Looks for objects that were put into the bucket past this system, as a browser does with a
 * presigned address, and tells the function that waits for them. As S3 and Lambda would, it gives
 * one that fails two more tries. S3Proxy has no notifications, hence the looking.
 */
public final class UploadPoller implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int TRIES = 3;

  private final String function;
  private final Trigger.Upload source;
  private final S3Client s3;
  private final String bucket;
  private final Invoker invoker;
  private final Clock clock;
  private final Consumer<String> console;
  private final Map<String, Integer> tries = new HashMap<>();
  private final Thread thread;

  private UploadPoller(
      String function,
      Trigger.Upload source,
      S3Client s3,
      String bucket,
      Invoker invoker,
      Clock clock,
      Consumer<String> console) {
    this.function = function;
    this.source = source;
    this.s3 = s3;
    this.bucket = bucket;
    this.invoker = invoker;
    this.clock = clock;
    this.console = console;
    this.thread = Thread.ofVirtual().name("uploads-" + function).unstarted(this::poll);
  }

  /** Begins to look; what lies in the bucket already is told first. */
  public static UploadPoller start(
      String function,
      Trigger.Upload source,
      S3Client s3,
      String bucket,
      Invoker invoker,
      Clock clock,
      Consumer<String> console) {
    UploadPoller poller = new UploadPoller(function, source, s3, bucket, invoker, clock, console);
    poller.thread.start();
    return poller;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void poll() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        for (S3Object object :
            s3.listObjectsV2(list -> list.bucket(bucket).prefix(source.prefix())).contents()) {
          if (object.key().endsWith(source.suffix())) {
            tell(object);
          }
        }
      } catch (SdkException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        console.accept("The bucket could not be listed: " + e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** The same object put again is another: its time differs. */
  private void tell(S3Object object) throws InterruptedException {
    String version = object.key() + "|" + object.lastModified() + "|" + object.eTag();
    int before = tries.getOrDefault(version, 0);
    if (before >= TRIES) {
      return;
    }
    byte[] event = UploadEvent.of(bucket, object.key(), object.size(), object.eTag(), clock);
    switch (invoker.invoke(function, event)) {
      case Outcome.Answered _ -> tries.put(version, TRIES);
      case Outcome.Failed _ -> {
        tries.put(version, before + 1);
        if (before + 1 == TRIES) {
          console.accept("An upload goes to the failure queue of " + function);
        }
      }
    }
  }
}
