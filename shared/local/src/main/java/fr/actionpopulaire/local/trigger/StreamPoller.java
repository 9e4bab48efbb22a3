package fr.actionpopulaire.local.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.actionpopulaire.local.lambda.Invoker;
import fr.actionpopulaire.local.lambda.Outcome;
import fr.actionpopulaire.local.template.Trigger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads one table's stream from its beginning and gives what passes the filter to a function, in
 * batches, in order, as Lambda's event source mapping does: a failing batch is given again from the
 * first record that failed, in halves, until the retries are used up; what still fails is left for
 * the dead-letter queue, which here is one line of text.
 */
public final class StreamPoller implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(120);
  private static final Duration SHARD_PAUSE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String function;
  private final Trigger.Stream source;
  private final String streamArn;
  private final List<EventPattern> patterns;
  private final DynamoDbStreamsClient streams;
  private final Invoker invoker;
  private final Consumer<String> console;
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, String> delivered = new HashMap<>();
  private final Thread thread;

  private StreamPoller(
      String function,
      Trigger.Stream source,
      String streamArn,
      DynamoDbStreamsClient streams,
      Invoker invoker,
      Consumer<String> console) {
    this.function = function;
    this.source = source;
    this.streamArn = streamArn;
    this.patterns =
        source.patterns().stream().map(pattern -> EventPattern.of(parse(pattern))).toList();
    this.streams = streams;
    this.invoker = invoker;
    this.console = console;
    this.thread = Thread.ofVirtual().name("stream-" + function).unstarted(this::poll);
  }

  /**
   * Begins to read.
   *
   * @throws IllegalArgumentException when a filter pattern is not understood
   */
  public static StreamPoller start(
      String function,
      Trigger.Stream source,
      String streamArn,
      DynamoDbStreamsClient streams,
      Invoker invoker,
      Consumer<String> console) {
    StreamPoller poller = new StreamPoller(function, source, streamArn, streams, invoker, console);
    poller.thread.start();
    return poller;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /**
   * After a restart on kept data what was delivered before is delivered again: the mailer must bear
   * it anyway.
   */
  private void poll() {
    long shardsAt = System.nanoTime() - SHARD_PAUSE.toNanos();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (iterators.isEmpty() || System.nanoTime() - shardsAt >= SHARD_PAUSE.toNanos()) {
          findShards();
          shardsAt = System.nanoTime();
        }
        for (String shard : List.copyOf(iterators.keySet())) {
          read(shard);
        }
      } catch (TrimmedDataAccessException | ExpiredIteratorException e) {
        // DynamoDB Local lets go of iterators that waited for a first record: go on after the last
        // one delivered.
        known.clear();
        iterators.clear();
      } catch (SdkException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        known.clear();
        iterators.clear();
        console.accept(
            "The stream of " + source.table() + " is read anew: " + e.getClass().getSimpleName());
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void findShards() {
    List<Shard> shards =
        streams.describeStream(it -> it.streamArn(streamArn)).streamDescription().shards();
    for (Shard shard : shards) {
      if (known.add(shard.shardId())) {
        iterators.put(shard.shardId(), iterator(shard.shardId()));
      }
    }
  }

  private String iterator(String shard) {
    String last = delivered.remove(shard);
    String iterator =
        streams
            .getShardIterator(
                it -> {
                  it.streamArn(streamArn).shardId(shard);
                  if (last == null) {
                    it.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                  } else {
                    it.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(last);
                  }
                })
            .shardIterator();
    if (last != null) {
      delivered.put(shard, last);
    }
    return iterator;
  }

  private void read(String shard) throws InterruptedException {
    GetRecordsResponse response =
        streams.getRecords(it -> it.shardIterator(iterators.get(shard)).limit(1000));
    List<ObjectNode> records =
        response.records().stream()
            .map((Record record) -> StreamRecord.json(record, streamArn))
            .filter(this::passes)
            .toList();
    for (int from = 0; from < records.size(); from += source.batchSize()) {
      deliver(records.subList(from, Math.min(records.size(), from + source.batchSize())));
    }
    if (response.hasRecords() && !response.records().isEmpty()) {
      delivered.put(shard, response.records().getLast().dynamodb().sequenceNumber());
    }
    if (response.nextShardIterator() == null) {
      iterators.remove(shard);
    } else {
      iterators.put(shard, response.nextShardIterator());
    }
  }

  private boolean passes(JsonNode record) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(record));
  }

  private void deliver(List<ObjectNode> batch) throws InterruptedException {
    List<ObjectNode> rest = batch;
    for (int attempt = 0; attempt <= source.retries(); attempt++) {
      Optional<Integer> failed = run(rest);
      if (failed.isEmpty()) {
        return;
      }
      rest = rest.subList(failed.get(), rest.size());
      if (rest.size() > 1 && attempt == source.retries()) {
        // Halved down to one record, as the mapping does, so that one bad record stops no other.
        deliver(rest.subList(0, rest.size() / 2));
        deliver(rest.subList(rest.size() / 2, rest.size()));
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos() << attempt);
    }
    console.accept(
        "%s: %d record(s) of %s would be in its dead-letter queue now"
            .formatted(function, rest.size(), source.table()));
  }

  /** The place of the first record that failed; nothing when all went well. */
  private Optional<Integer> run(List<ObjectNode> batch) throws InterruptedException {
    ObjectNode event = JSON.createObjectNode();
    ArrayNode records = event.putArray("Records");
    batch.forEach(records::add);
    return switch (invoker.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8))) {
      case Outcome.Failed failed -> Optional.of(0);
      case Outcome.Answered answered ->
          source.itemFailures() ? firstFailure(answered.payload(), batch) : Optional.empty();
    };
  }

  private static Optional<Integer> firstFailure(byte[] answer, List<ObjectNode> batch) {
    JsonNode failures;
    try {
      failures = JSON.readTree(answer).path("batchItemFailures");
    } catch (IOException e) {
      return Optional.of(0);
    }
    Set<String> failed = new HashSet<>();
    failures.forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
    if (failed.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < batch.size(); i++) {
      if (failed.contains(batch.get(i).path("dynamodb").path("SequenceNumber").asText())) {
        return Optional.of(i);
      }
    }
    // An identifier that names no record fails the whole batch.
    return Optional.of(0);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a filter pattern: " + json, e);
    }
  }
}
