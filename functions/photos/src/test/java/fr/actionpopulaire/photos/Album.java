package fr.actionpopulaire.photos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.bucket.Uploads;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.retention.RetentionRule;
import fr.actionpopulaire.dynamodb.Consent;
import fr.actionpopulaire.dynamodb.Member.Account;
import fr.actionpopulaire.dynamodb.Member.Personal;
import fr.actionpopulaire.dynamodb.MemberErasure;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.PersonKey;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Sessions;
import fr.actionpopulaire.dynamodb.Store;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The function as it is deployed, members who send photos, and the bucket. */
final class Album {

  final TestAws aws;
  final PhotosFunction function;

  /** With the tables of those who ask, which this function does not all have. */
  private final ApplicationContext account;

  Album(TestAws aws) {
    this.aws = aws;
    this.function = new PhotosFunction(context("photos"));
    this.account = context("account");
  }

  private ApplicationContext context(String function) {
    return ApplicationContext.builder()
        .properties(aws.properties(function))
        .singletons(aws.clock())
        .build()
        .start();
  }

  <T> T bean(Class<T> type) {
    return account.getBean(type);
  }

  /** A member, by id. */
  String member() {
    String id = RandomId.next();
    Instant now = aws.clock().instant();
    Account member =
        new Account(
            id,
            Sessions.sha256(id),
            1,
            now,
            now,
            Map.of(Purpose.ACCOUNT, new Consent(Purpose.ACCOUNT, true, now, "2026-11")),
            true,
            null);
    Personal personal =
        new Personal(
            id + "@example.org",
            "Camille",
            "Exemple",
            "59350",
            null,
            null,
            List.of(),
            List.of(),
            null,
            null);
    assertTrue(
        bean(Store.class)
            .transact(
                bean(Members.class)
                    .create(
                        member,
                        personal,
                        PersonKey.random(),
                        RetentionRule.MEMBER.from(now),
                        "test"))
            .isWritten());
    return id;
  }

  /** Asks for an upload and sends a file to it. */
  String sent(String member, byte[] file, PhotoFormat format) {
    String upload = bean(Photos.class).expect(member, format).orElseThrow();
    put("photos/incoming/" + upload, file);
    return upload;
  }

  void put(String key, byte[] content) {
    aws.s3().putObject(put -> put.bucket(aws.bucket()).key(key), RequestBody.fromBytes(content));
  }

  byte[] object(String key) {
    return aws.s3().getObjectAsBytes(get -> get.bucket(aws.bucket()).key(key)).asByteArray();
  }

  /** The keys of everything in the bucket. */
  Set<String> objects() {
    return aws.s3().listObjectsV2(list -> list.bucket(aws.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  /** Delivers the arrival of an object. */
  PhotoSummary deliver(String upload) {
    return Handler.run(function, Uploads.of(List.of("photos/incoming/" + upload)));
  }

  Optional<Account> account(String member) {
    return bean(Members.class).account(member);
  }

  void erase(String member) {
    Account account = account(member).orElseThrow();
    bean(MemberErasure.class).erase(account, List.of(account.identity()));
  }

  @Nullable String photo(String member) {
    return account(member).orElseThrow().photo();
  }
}
