package fr.actionpopulaire.testing;

import fr.actionpopulaire.embeddedaws.EmbeddedAws;
import fr.actionpopulaire.embeddedaws.Options;
import fr.actionpopulaire.embeddedaws.Service;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the services are during this JVM's life, started by the first test class that asks: the
 * embedded ones, those named by {@code AWS_ENDPOINT_URL}, or a LocalStack container; mail always
 * the stand-in. Every AWS client of this JVM is led to them by system properties.
 */
final class AwsEndpoints {

  /** Senders of these domains may send: the template's sender in tests is one of them. */
  private static final String[] SENDERS = {"example.org", "example.com", "demo.example"};

  private static @Nullable AwsEndpoints running;
  private static @Nullable String reasonToSkip;

  private final EmbeddedAws server;

  private AwsEndpoints(EmbeddedAws server, Map<Service, URI> endpoints) {
    this.server = server;
    endpoints.forEach((service, uri) -> System.setProperty(service.property(), uri.toString()));
    System.setProperty("aws.region", "eu-west-3");
    if (System.getenv("AWS_ACCESS_KEY_ID") == null) {
      System.setProperty("aws.accessKeyId", "test");
      System.setProperty("aws.secretAccessKey", "test");
    }
  }

  /** Why no test on AWS can run: LocalStack is asked for where there is no Docker. Said once. */
  static synchronized Optional<String> reasonToSkip() {
    if (reasonToSkip == null) {
      boolean dockerMissing = localStackWanted() && !LocalStack.dockerIsThere();
      reasonToSkip =
          dockerMissing ? "SKIPPED: -Plocalstack needs Docker, and there is none here" : "";
      if (dockerMissing) {
        System.err.println(reasonToSkip);
      }
    }
    return Optional.of(reasonToSkip).filter(reason -> !reason.isEmpty());
  }

  private static boolean localStackWanted() {
    return Boolean.getBoolean("localstack");
  }

  /** Starts what is not started yet. */
  static synchronized AwsEndpoints start() {
    if (running == null) {
      running = started();
      EmbeddedAws server = running.server;
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "embedded-aws-end"));
    }
    return running;
  }

  private static AwsEndpoints started() {
    String elsewhere = System.getenv("AWS_ENDPOINT_URL");
    boolean localStack = localStackWanted();
    if (!localStack && (elsewhere == null || elsewhere.isBlank())) {
      EmbeddedAws server = EmbeddedAws.start(Options.defaults().senders(SENDERS));
      Map<Service, URI> endpoints = new EnumMap<>(Service.class);
      for (Service service : Service.values()) {
        endpoints.put(service, server.endpoint(service));
      }
      return new AwsEndpoints(server, endpoints);
    }
    URI all = localStack ? LocalStack.start() : URI.create(String.valueOf(elsewhere));
    EmbeddedAws mail = EmbeddedAws.start(Options.defaults().only(Service.SES).senders(SENDERS));
    return new AwsEndpoints(
        mail,
        Map.of(
            Service.DYNAMODB, all, Service.S3, all, Service.SECRETS, all, Service.SES, mail.ses()));
  }

  /** The process of the stand-ins; in every case it serves the mail. */
  EmbeddedAws server() {
    return server;
  }
}
