package fr.actionpopulaire.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What leaves a function while it is primed: a server that counts stands where AWS stands. */
class PrimingTest {

  private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("a"));
  private static final int PATIENCE_MILLIS = 300;

  private final List<String> operations = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
  private final ServerSocket server;
  private final DynamoDbClient client;

  PrimingTest() throws IOException {
    server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
    client =
        DynamoDbClient.builder()
            .httpClientBuilder(AwsHttp.builder())
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
            .build();
  }

  @BeforeEach
  void serve() {
    Thread.ofVirtual().start(this::acceptAll);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @Test
  void onlyReadsAreSent() {
    Priming.run(
        () -> {
          read();
          write();
        });
    assertEquals(List.of("GetItem"), operations);
    write();
    assertEquals(List.of("GetItem", "PutItem"), operations, "later, nothing is held back");
  }

  @Test
  void aloneNothingIsSent() {
    Priming.run(
        () ->
            Priming.runAlone(
                () -> {
                  assertFalse(client.getItem(get -> get.tableName("t").key(KEY)).hasItem());
                  write();
                }));
    assertEquals(List.of(), operations);
  }

  @Test
  void aPathWithinAnotherSendsNoMoreThanThatOne() {
    Priming.runAlone(() -> Priming.run(this::read));
    assertEquals(List.of(), operations);
  }

  @Test
  void aPathAloneIsAnsweredAsItSays() {
    List<String> went = new ArrayList<>();
    Priming.runAlone(
        (operation, request) ->
            operation.equals("GetItem") && request.contains("\"TableName\":\"t\"")
                ? MadeUpAnswer.success("{\"Item\":{\"pk\":{\"S\":\"made up\"}}}")
                : MadeUpAnswer.refusal("{\"__type\":\"x#ConditionalCheckFailedException\"}"),
        () -> {
          assertEquals(
              Map.of("pk", AttributeValue.fromS("made up")),
              client.getItem(get -> get.tableName("t").key(KEY)).item());
          assertThrows(ConditionalCheckFailedException.class, this::write);
          went.add("through");
        });
    Priming.run(
        () -> {
          write();
          went.add("through, and a write is not refused any more");
        });
    assertEquals(List.of("through", "through, and a write is not refused any more"), went);
    assertEquals(List.of(), operations);
  }

  @Test
  void threadsThatAPathStartsAreHeldBackToo() {
    Priming.run(
        () -> {
          Thread other = new Thread(this::write);
          other.start();
          assertTrue(joined(other));
        });
    assertEquals(List.of(), operations);
  }

  @Test
  void noConnectionStaysOpen() throws Exception {
    Priming.run(this::read);
    assertEquals(1, connections.size());
    assertTrue(isClosed(connections.take()), "kept open by a primed function");
    read();
    assertFalse(isClosed(connections.take()), "later they are kept, for the next request");
  }

  @Test
  void afterAFailureWritesAreSentAgain() {
    Priming.start(
        () -> {
          throw new IllegalStateException("Broken");
        });
    write();
    assertEquals(List.of("PutItem"), operations);
  }

  @Test
  void whatIsKeptMeanwhileIsForgottenAtTheEnd() {
    List<String> kept = new ArrayList<>();
    Priming.run(
        () -> {
          Priming.runAlone(() -> keep(kept, "secret"));
          assertEquals(List.of("secret"), kept, "one path reads it once");
        });
    assertEquals(List.of(), kept);
    keep(kept, "later");
    Priming.run(() -> {});
    assertEquals(List.of("later"), kept);
  }

  private static void keep(List<String> kept, String what) {
    kept.add(what);
    Priming.keepOnlyMeanwhile(kept::clear);
  }

  private void read() {
    var unused = client.getItem(get -> get.tableName("t").key(KEY));
  }

  private void write() {
    var unused = client.putItem(put -> put.tableName("t").item(KEY));
  }

  private static boolean joined(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the client has given the connection up, or keeps it for another request. */
  private static boolean isClosed(Socket connection) throws IOException {
    connection.setSoTimeout(PATIENCE_MILLIS);
    try {
      return connection.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        answer(connection);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Reads one request and answers it, leaving the connection open. */
  private void answer(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    in.readNBytes(Integer.parseInt(after(lower, "content-length: ")));
    operations.add(after(head.toString(), "DynamoDB_20120810."));
    OutputStream out = connection.getOutputStream();
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String after(String text, String mark) {
    int begin = text.indexOf(mark) + mark.length();
    return text.substring(begin, text.indexOf("\r\n", begin));
  }
}
