package fr.actionpopulaire.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fr.actionpopulaire.embeddedaws.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Holds a function's operations to their lines in {@code docs/access-patterns.md}. A test runs each
 * operation once, as it is deployed, and {@link #settle}s: an operation that costs more than its
 * line says fails, one that costs less does too, and so does one that nobody ran. With {@code
 * -Dledger.write=true} the lines that do not hold are written anew instead.
 */
public class Ledger {

  private final TestAws aws;
  private final LedgerPage page;
  private final boolean writes;
  private final Set<String> operations;
  private final Map<String, Cost> measured = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * A ledger of that function.
   *
   * @param operations all of them, as the page names them
   */
  public Ledger(TestAws aws, String function, Set<String> operations) {
    this(aws, function, operations, Boolean.getBoolean("ledger.write"));
  }

  Ledger(TestAws aws, String function, Set<String> operations, boolean writes) {
    this.aws = aws;
    this.writes = writes;
    this.operations = Set.copyOf(operations);
    page = LedgerPage.of(function);
    aws.meter().weigh();
  }

  /** What calls that function besides HTTP, as the page names it. */
  public static Set<String> triggers(TestAws aws, String function) {
    return aws.template().function(function).triggers().stream()
        .map(
            trigger ->
                switch (trigger) {
                  case Trigger.Schedule schedule -> "schedule " + schedule.input();
                  case Trigger.TableStream stream -> "stream of " + stream.tableLogicalId();
                  case Trigger.BucketCreated created -> "file in " + created.prefix();
                  case Trigger.Topic topic -> "topic " + topic.topicLogicalId();
                })
        .collect(Collectors.toSet());
  }

  /** Runs an operation and measures it; a word after a comma tells several runs of one apart. */
  public <T> T run(String name, Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    aws.meter().reset();
    String log = StandardOutput.of(() -> result.set(work.get()));
    T answer = result.get();
    Response response = answer instanceof Response http ? http : null;
    RequestMeter meter = aws.meter();
    Cost cost =
        new Cost(
            meter.count(),
            meter.itemsRead(),
            meter.itemsWritten(),
            meter.readUnits(),
            meter.writeUnits(),
            meter.bytesRead(),
            meter.bytesWritten(),
            response == null ? 0 : response.headerBytes(),
            response == null ? 0 : response.bytes().length,
            log.getBytes(StandardCharsets.UTF_8).length);
    if (measured.put(name, cost) != null) {
      faults.add(name + " was run twice under one name");
    }
    return answer;
  }

  /** Notes what is wrong with an operation besides its cost. */
  protected final void fault(String what) {
    faults.add(what);
  }

  /** Compares everything that was run with the page. */
  public void settle() {
    Map<String, Cost> lines = page.lines();
    operations.stream()
        .sorted()
        .filter(this::isMissing)
        .map(o -> "nobody ran " + o)
        .forEach(faults::add);
    if (writes) {
      Map<String, Cost> written = new LinkedHashMap<>();
      measured.forEach(
          (name, cost) -> {
            Cost line = lines.get(name);
            written.put(name, line != null && line.holdsFor(cost) ? line : cost.asLine());
          });
      page.write(written);
    } else {
      lines.keySet().stream()
          .filter(name -> !measured.containsKey(name))
          .forEach(name -> faults.add("nobody ran " + name + ", which has a line"));
      measured.forEach(
          (name, cost) -> {
            Cost line = lines.get(name);
            if (line == null) {
              faults.add("no line: " + LedgerPage.row(name, cost.asLine()));
            } else if (!line.holdsFor(cost)) {
              faults.add(name + ": the line says " + line + ", it was " + cost);
            }
          });
    }
    assertEquals("", String.join("\n", faults));
  }

  private boolean isMissing(String operation) {
    return measured.keySet().stream()
        .noneMatch(name -> name.equals(operation) || name.startsWith(operation + ", "));
  }
}
