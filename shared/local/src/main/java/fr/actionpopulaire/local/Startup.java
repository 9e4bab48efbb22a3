package fr.actionpopulaire.local;

import fr.actionpopulaire.embeddedaws.Mail;
import fr.actionpopulaire.local.door.StaffIdentity;
import fr.actionpopulaire.local.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * What happens behind an open front door: functions get ready, demo data comes in, and whoever
 * waits is told.
 */
final class Startup {
  /** As many functions start at a time as share two cores without slowing each other down. */
  private static final int AT_ONCE = 2;

  private final LocalSystem system;
  private final Settings settings;
  private final CompletableFuture<Void> settled;
  private final Function<String, List<Mail>> mailsTo;

  Startup(
      LocalSystem system,
      Settings settings,
      CompletableFuture<Void> settled,
      Function<String, List<Mail>> mailsTo) {
    this.system = system;
    this.settings = settings;
    this.settled = settled;
    this.mailsTo = mailsTo;
  }

  /** Returns at once; {@code settled} tells the end. */
  void begin() {
    Thread.ofVirtual().name("startup").start(this::run);
  }

  private void run() {
    try {
      List<String> failed = warmAll();
      if (settled.isCancelled()) {
        return;
      }
      if (!failed.isEmpty()) {
        say(
            "Not started: "
                + String.join(", ", failed)
                + ". Their logs are in "
                + settings.folder());
        settled.completeExceptionally(new CannotStart("not started: " + failed));
        return;
      }
      if (settings.demo() && !demoMarker().map(Files::exists).orElse(false)) {
        say("Making demo people and events…");
        new DemoData(system.address(), mailsTo, system.clock()).fill();
        demoMarker().ifPresent(Startup::touch);
      }
      settled.complete(null);
      sayWhatToOpen();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Everything else keeps running and can be looked into.
      say("Demo data is not complete: " + e.getMessage());
      settled.completeExceptionally(e);
      sayWhatToOpen();
    }
  }

  /** The front page's function first: somebody waits for it. */
  private List<String> warmAll() throws InterruptedException {
    List<LambdaFunction> order = new ArrayList<>(system.functions().values());
    order.sort(
        Comparator.comparing(
            function ->
                function.spec().routes().stream().noneMatch(r -> r.path().equals("$default"))));
    ConcurrentLinkedQueue<LambdaFunction> waiting = new ConcurrentLinkedQueue<>(order);
    ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      workers.add(Thread.ofVirtual().start(() -> warmNext(waiting, failed)));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    return List.copyOf(failed);
  }

  private void warmNext(
      ConcurrentLinkedQueue<LambdaFunction> waiting, ConcurrentLinkedQueue<String> failed) {
    try {
      for (LambdaFunction next = waiting.poll(); next != null; next = waiting.poll()) {
        if (next.warm()) {
          say("  ready: " + next.spec().name());
        } else {
          failed.add(next.spec().name());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      failed.add("(shut down)");
    }
  }

  private Optional<Path> demoMarker() {
    return settings.data().map(folder -> folder.resolve("demo-data-is-in"));
  }

  private static void touch(Path file) {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sayWhatToOpen() {
    URI home = system.address();
    say("");
    say("Home page      " + home + "/");
    say("Inbox          " + home + "/_local/inbox   (every mail that would have been sent)");
    if (settings.demo()) {
      say(
          "Demo people    log in at "
              + home
              + "/connexion as "
              + DemoData.member(1)
              + " … "
              + DemoData.member(DemoData.MEMBERS)
              + "; the code is in the inbox");
      say(
          "               sign up at "
              + home
              + "/inscription as "
              + DemoData.member(DemoData.MEMBERS + 1));
    }
    StaffIdentity staff = system.staff().getFirst();
    say(
        "Staff command  curl --aws-sigv4 aws:amz:eu-west-3:lambda --user "
            + staff.accessKeyId()
            + ":"
            + staff.secretAccessKey()
            + " '"
            + home
            + "/v1/moderation/reports?status=open'");
    for (StaffIdentity identity : system.staff()) {
      say(
          "               "
              + identity.name()
              + "  "
              + identity.accessKeyId()
              + ":"
              + identity.secretAccessKey());
    }
    say("Logs           " + settings.folder().toAbsolutePath());
    say("Stop           Ctrl-C");
  }

  private void say(String line) {
    settings.console().accept(line);
  }
}
