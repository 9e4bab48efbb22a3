package fr.actionpopulaire.mailer;

import fr.actionpopulaire.settings.AwsHttp;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** The mail service's client: one try, because SES knows no idempotency key. */
@Factory
final class SesFactory {

  @Singleton
  SesV2Client ses(@Value("${ses.patience:10s}") Duration patience) {
    return SesV2Client.builder()
        .httpClientBuilder(AwsHttp.builder())
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(software.amazon.awssdk.retries.DefaultRetryStrategy.doNotRetry())
                    .apiCallTimeout(patience))
        .build();
  }
}
