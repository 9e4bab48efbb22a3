package fr.actionpopulaire.embeddedaws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The embedded AWS in a process of its own, ended by {@link #close()} and in any case with this
 * JVM. Its services listen on 127.0.0.1 and take the key pair {@code test}, {@code test}.
 */
public final class EmbeddedAws implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;
  private final Map<Service, URI> endpoints;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EmbeddedAws(Process process, Path log, Map<Service, URI> endpoints) {
    this.process = process;
    this.log = log;
    this.endpoints = endpoints;
  }

  /**
   * Starts the process with the running JVM's {@code java} and returns once every service listens.
   *
   * @throws IllegalStateException with the end of its log if it ends or is not ready in 60 s, as
   *     when a port is taken
   */
  public static EmbeddedAws start(Options options) {
    Process process = null;
    try {
      Path log = Files.createTempFile("embedded-aws", ".log");
      process = new ProcessBuilder(command(options)).redirectError(log.toFile()).start();
      return new EmbeddedAws(process, log, endpoints(ready(process, log)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      if (process != null) {
        process.destroyForcibly();
      }
      throw e;
    }
  }

  private static List<String> command(Options options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The smallest and quickest of what was measured; DynamoDB Local loads SQLite natively. What
    // runs for a quarter of an hour is better off with the second compiler too.
    command.addAll(
        List.of(
            "-Xmx192m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            System.getProperty("embedded-aws.compiler", "-XX:TieredStopAtLevel=1"),
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", ServerClassPath.find(), EmbeddedAwsServer.class.getName()));
    command.addAll(options.arguments());
    return command;
  }

  /** Waits for the READY line, then keeps the pipe empty so that the process never blocks on it. */
  private static String ready(Process process, Path log) throws IOException {
    CompletableFuture<@Nullable String> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("embedded-aws-output")
        .start(
            () -> {
              try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                String next = output.readLine();
                while (next != null) {
                  if (next.startsWith("READY ")) {
                    line.complete(next);
                  }
                  next = output.readLine();
                }
                line.complete(null);
              } catch (IOException e) {
                line.completeExceptionally(e);
              }
            });
    String found;
    try {
      found = line.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failure("gave no READY line in " + START_LIMIT.toSeconds() + " s", log, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not awaited", log, e);
    }
    if (found == null) {
      throw failure("ended while starting", log, null);
    }
    return found;
  }

  private static IllegalStateException failure(String what, Path log, @Nullable Throwable cause)
      throws IOException {
    List<String> lines = Files.readAllLines(log);
    Files.delete(log);
    return new IllegalStateException(
        "the embedded AWS "
            + what
            + ":\n"
            + String.join("\n", lines.subList(0, Math.min(30, lines.size()))),
        cause);
  }

  private static Map<Service, URI> endpoints(String ready) {
    Map<Service, URI> endpoints = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      for (String word : ready.split(" ", -1)) {
        if (word.startsWith(service.label() + "=")) {
          endpoints.put(service, URI.create(word.substring(service.label().length() + 1)));
        }
      }
    }
    return endpoints;
  }

  /** DynamoDB and its streams. */
  public URI dynamodb() {
    return endpoint(Service.DYNAMODB);
  }

  /** S3; at this address the SDK uses path style by itself. */
  public URI s3() {
    return endpoint(Service.S3);
  }

  /** SES v2, and {@code /inbox.json}. */
  public URI ses() {
    return endpoint(Service.SES);
  }

  /** Secrets Manager. */
  public URI secrets() {
    return endpoint(Service.SECRETS);
  }

  /**
   * Where that service listens.
   *
   * @throws IllegalStateException if it was not among those started
   */
  public URI endpoint(Service service) {
    URI endpoint = endpoints.get(service);
    if (endpoint == null) {
      throw new IllegalStateException(service + " was not started");
    }
    return endpoint;
  }

  /** The process's id, for measurements. */
  public long pid() {
    return process.pid();
  }

  /** What the AWS SDK reads to find the services started: endpoints, region, key pair. */
  public Map<String, String> endpointVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    endpoints.forEach((service, uri) -> variables.put(service.variable(), uri.toString()));
    variables.put("AWS_REGION", "eu-west-3");
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    return variables;
  }

  /** Every mail sent, newest first; at most 10,000 are kept. */
  public List<Mail> inbox() {
    return mails("");
  }

  /** Every mail sent to that address, newest first. */
  public List<Mail> inbox(String to) {
    return mails("?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  /** Empties the inbox. */
  public void clearInbox() {
    ask("DELETE", "/inbox.json", new byte[0]);
  }

  /** Makes the next {@code count} sendings fail so; 0 ends earlier faults. */
  public void failNext(int count, MailFault fault) {
    ask("PUT", "/faults", Json.write(Map.of("next", count, "status", fault.label())));
  }

  /** What SES would tell of mails that came back, in its words; each is told once. */
  public List<String> takeFeedback() {
    byte[] answer = ask("DELETE", "/feedback.json", new byte[0]);
    return JsonNode.parser().parse(new String(answer, StandardCharsets.UTF_8)).asArray().stream()
        .map(JsonNode::asString)
        .toList();
  }

  private List<Mail> mails(String query) {
    byte[] answer = ask("GET", "/inbox.json" + query, new byte[0]);
    return JsonNode.parser().parse(new String(answer, StandardCharsets.UTF_8)).asArray().stream()
        .map(EmbeddedAws::mail)
        .toList();
  }

  private static Mail mail(JsonNode mail) {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonNode found = Json.at(mail, "headers");
    if (found != null) {
      found.asObject().forEach((name, value) -> headers.put(name, value.asString()));
    }
    Map<String, String> options = new LinkedHashMap<>();
    JsonNode asked = Json.at(mail, "options");
    if (asked != null) {
      asked.asObject().forEach((name, value) -> options.put(name, value.asString()));
    }
    return new Mail(
        text(mail, "to"),
        text(mail, "from"),
        text(mail, "subject"),
        text(mail, "text"),
        text(mail, "html"),
        headers,
        options,
        Instant.parse(text(mail, "sentAt")));
  }

  private static String text(JsonNode mail, String field) {
    return String.valueOf(Json.text(mail, field));
  }

  private byte[] ask(String method, String path, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(ses().resolve(path))
            .timeout(ANSWER_LIMIT)
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(method + " " + path + ": " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends the process and waits for its end, at most 10 s. */
  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
