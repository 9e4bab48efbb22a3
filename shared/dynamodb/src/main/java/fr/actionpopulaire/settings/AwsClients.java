package fr.actionpopulaire.settings;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The SDK clients every function may need. Region, credentials and endpoints come from the
 * platform's own variables ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL}…), so the same code talks
 * to Paris or to a stand-in.
 */
@Factory
public final class AwsClients {

  /**
   * Bounded well under the 10 s of a public function, so that a refusal still reaches the person.
   */
  private static final ClientOverrideConfiguration PATIENCE =
      ClientOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(3))
          .apiCallTimeout(Duration.ofSeconds(8))
          .build();

  AwsClients() {}

  @Singleton
  DynamoDbClient dynamoDb() {
    return newDynamoDb();
  }

  @Singleton
  SecretsManagerClient secretsManager() {
    return newSecretsManager();
  }

  /** A client like the one that is injected; whoever asks closes it. */
  public static DynamoDbClient newDynamoDb() {
    return DynamoDbClient.builder()
        .httpClientBuilder(AwsHttp.builder())
        .overrideConfiguration(PATIENCE)
        .build();
  }

  /** A client like the one that is injected; whoever asks closes it. */
  public static SecretsManagerClient newSecretsManager() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(AwsHttp.builder())
        .overrideConfiguration(PATIENCE)
        .build();
  }
}
