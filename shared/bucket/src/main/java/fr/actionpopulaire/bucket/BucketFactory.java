package fr.actionpopulaire.bucket;

import fr.actionpopulaire.settings.AwsHttp;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The bucket's clients. Path style, which a stand-in on one's own machine needs and S3 accepts. */
@Factory
final class BucketFactory {

  @Singleton
  S3Client s3() {
    return S3Client.builder().httpClientBuilder(AwsHttp.builder()).forcePathStyle(true).build();
  }

  /** By the machine's own time, as the SDK signs: S3 compares it with its own. */
  @Singleton
  FormSigner formSigner(BeanProvider<S3Client> s3, JsonMapper json) {
    return new FormSigner(
        s3, DefaultCredentialsProvider.builder().build(), json, Clock.systemUTC());
  }

  /** Signs addresses by itself: it asks S3 nothing. */
  @Singleton
  S3Presigner presigner() {
    return S3Presigner.builder()
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }
}
