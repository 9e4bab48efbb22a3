package fr.actionpopulaire.local;

import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.LocalClock;
import fr.actionpopulaire.local.page.Imports;
import fr.actionpopulaire.local.template.FunctionSpec;
import fr.actionpopulaire.local.template.Trigger;
import fr.actionpopulaire.local.trigger.FeedbackPoller;
import fr.actionpopulaire.local.trigger.Scheduler;
import fr.actionpopulaire.local.trigger.StreamPoller;
import fr.actionpopulaire.local.trigger.UploadPoller;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every stream read, every schedule and folder watched, as the template asks. */
final class Triggers implements AutoCloseable {
  private final List<StreamPoller> pollers = new ArrayList<>();
  private final List<Scheduler> schedulers = new ArrayList<>();
  private final List<FeedbackPoller> feedback = new ArrayList<>();
  private final List<UploadPoller> uploads = new ArrayList<>();

  static Triggers start(
      List<FunctionSpec> specs,
      Store store,
      LocalClock clock,
      Invoker invoker,
      Supplier<List<String>> feedback,
      Consumer<String> console) {
    Triggers triggers = new Triggers();
    for (FunctionSpec spec : specs) {
      for (Trigger trigger : spec.triggers()) {
        switch (trigger) {
          case Trigger.Stream stream ->
              triggers.pollers.add(
                  StreamPoller.start(
                      spec.name(),
                      stream,
                      store.streamArn(stream.table()),
                      store.streams(),
                      invoker,
                      console));
          case Trigger.Schedule schedule ->
              triggers.schedulers.add(
                  Scheduler.start(spec.name(), schedule, clock, clock::moves, invoker));
          case Trigger.MailFeedback _ ->
              triggers.feedback.add(FeedbackPoller.start(spec.name(), feedback, invoker));
          case Trigger.Upload upload -> {
            // The import page tells of its files itself, and waits for the answer.
            if (!upload.prefix().startsWith(Imports.FOLDER)) {
              triggers.uploads.add(
                  UploadPoller.start(
                      spec.name(), upload, store.s3(), store.bucket(), invoker, clock, console));
            }
          }
        }
      }
    }
    return triggers;
  }

  @Override
  public void close() {
    pollers.forEach(StreamPoller::close);
    schedulers.forEach(Scheduler::close);
    feedback.forEach(FeedbackPoller::close);
    uploads.forEach(UploadPoller::close);
  }
}
