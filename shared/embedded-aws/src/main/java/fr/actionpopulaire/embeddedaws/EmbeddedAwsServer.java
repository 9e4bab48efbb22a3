package fr.actionpopulaire.embeddedaws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The server process: starts the services asked for on 127.0.0.1, prints one line {@code READY
 * dynamodb=http://127.0.0.1:P s3=…} and ends when its standard input does, so that it never
 * outlives the process that started it. {@link EmbeddedAws} starts it.
 */
public final class EmbeddedAwsServer {

  private EmbeddedAwsServer() {}

  /**
   * Starts the services and waits for the end of the standard input.
   *
   * @param arguments as {@link Options#arguments()} writes them
   */
  public static void main(String[] arguments) throws Exception {
    // Before the first logger: S3Proxy's default would fill the standard output, which is ours.
    System.setProperty("logback.configurationFile", "embedded-aws-logback.xml");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    Map<Service, URI> endpoints = start(Options.parse(arguments));
    System.out.println(
        endpoints.entrySet().stream()
            .map(endpoint -> endpoint.getKey().label() + "=" + endpoint.getValue())
            .collect(Collectors.joining(" ", "READY ", "")));
    System.out.flush();
    while (System.in.read() >= 0) {
      // Nothing is said on the standard input; only its end matters.
    }
    System.exit(0);
  }

  private static Map<Service, URI> start(Options options) throws Exception {
    Map<Service, URI> endpoints = new ConcurrentSkipListMap<>();
    try (ExecutorService starters = Executors.newFixedThreadPool(Service.values().length)) {
      Map<Service, Future<URI>> starting =
          options.services().stream()
              .collect(Collectors.toMap(s -> s, s -> starters.submit(() -> startOne(s, options))));
      for (var service : starting.entrySet()) {
        endpoints.put(service.getKey(), service.getValue().get());
      }
    } catch (ExecutionException e) {
      // The process must not stay half started, whatever threads the others left.
      e.printStackTrace();
      System.exit(1);
    }
    return endpoints;
  }

  private static URI startOne(Service service, Options options) throws Exception {
    int port = options.ports().getOrDefault(service, 0);
    return switch (service) {
      case DYNAMODB -> DynamoDbServer.start(port, folder(options, "dynamodb"));
      case S3 -> S3Server.start(port, folder(options, "s3"));
      case SES ->
          new SesStandIn(options.senders(), options.configurationSetRequired(), clock(options))
              .start(port);
      case SECRETS ->
          new SecretsStandIn(folder(options, "secrets").map(path -> path.resolve("secrets.json")))
              .start(port);
    };
  }

  private static InstantSource clock(Options options) {
    return options.clockFile().<InstantSource>map(FileClock::new).orElseGet(Clock::systemUTC);
  }

  private static Optional<Path> folder(Options options, String name) throws IOException {
    if (options.data().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Files.createDirectories(options.data().get().resolve(name)));
  }
}
