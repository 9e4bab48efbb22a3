package fr.actionpopulaire.testing;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A LocalStack container, ended with this JVM. The community image has no SES v2 and none later
 * than 4.14.0 runs without an account.
 */
final class LocalStack {

  private static final String IMAGE = "localstack/localstack:4.14.0";

  private LocalStack() {}

  static boolean dockerIsThere() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Starts the image named by the system property {@code localstack.image}. */
  static URI start() {
    LocalStackContainer container =
        new LocalStackContainer(
                DockerImageName.parse(System.getProperty("localstack.image", IMAGE))
                    .asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb", "dynamodbstreams", "s3", "secretsmanager");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "localstack-end"));
    return container.getEndpoint();
  }
}
