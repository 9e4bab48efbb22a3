package fr.actionpopulaire.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.consent.Purpose;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.MemberRetention;
import fr.actionpopulaire.dynamodb.Members;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.purge.Attic.Person;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A photo leaves with the member it is of, and whatever is left with the campaign. */
@EmbeddedAwsTest
@Tag("F12")
@Tag("A5")
class PhotoPurgeTest {

  private final TestAws aws;
  private final Attic attic;

  PhotoPurgeTest(TestAws aws) {
    this.aws = aws;
    attic = new Attic(aws);
  }

  @BeforeEach
  void emptyTablesAndBucket() {
    attic.empty();
    objects().forEach(key -> aws.s3().deleteObject(d -> d.bucket(aws.bucket()).key(key)));
  }

  private Set<String> objects() {
    return aws.s3().listObjectsV2(list -> list.bucket(aws.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  /** Gives a member a photo, in the way the function that receives files does. */
  private String photo(Person person) {
    Photos photos = attic.bean(Photos.class);
    String upload = photos.expect(person.id(), PhotoFormat.JPEG).orElseThrow();
    attic.bean(PhotoBucket.class).keep(upload, new byte[] {1});
    assertTrue(
        photos.keep((Arrival.Expected) photos.arrival(upload), upload) instanceof Arrival.Settled);
    return "photos/" + upload + ".jpg";
  }

  private String sent(Person person) {
    String upload = attic.bean(Photos.class).expect(person.id(), PhotoFormat.PNG).orElseThrow();
    aws.s3()
        .putObject(
            put -> put.bucket(aws.bucket()).key("photos/incoming/" + upload),
            RequestBody.fromString("x"));
    return "photos/incoming/" + upload;
  }

  @Test
  void photosGoWithTheCampaignTheFaithfulOnesToo() {
    Person member = attic.person();
    Person faithful = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    String old = photo(faithful);
    aws.clock().set(attic.campaignEnd().minus(Duration.ofHours(3)));
    Set<String> all = Set.of(old, photo(member), sent(member));
    String stray = "photos/incoming/stray";
    aws.s3().putObject(put -> put.bucket(aws.bucket()).key(stray), RequestBody.fromString("x"));

    attic.passTo(attic.campaignEnd().minusMillis(1));
    assertEquals(0, attic.purge().deleted());
    assertTrue(objects().containsAll(all), "nothing too soon");
    assertNotNull(shownPhoto(faithful));

    attic.passTo(attic.campaignEnd());
    assertNull(shownPhoto(faithful), "invisible from the instant on");
    PurgeSummary summary = attic.purge();
    assertEquals(0, summary.failed());
    assertEquals(Map.of("member", 1, "file", 2), summary.byKind());
    assertEquals(Set.of(), objects());
    assertEquals(List.of(), attic.naming("EPHEMERAL_TABLE", member.id()));
    assertEquals(0, attic.purge().deleted());
    assertTrue(attic.isNamed(faithful.id()), "who agreed to be contacted again stays");
  }

  private @Nullable String shownPhoto(Person person) {
    return attic
        .bean(MemberRetention.class)
        .photo(attic.bean(Members.class).account(person.id()).orElseThrow());
  }

  @Test
  void whatArrivesAfterTheEndIsNotExpected() {
    Person faithful = attic.person(Set.of(Purpose.ACCOUNT, Purpose.REUSE));
    aws.clock().set(attic.campaignEnd().minusMillis(1));
    Photos photos = attic.bean(Photos.class);
    String upload = photos.expect(faithful.id(), PhotoFormat.JPEG).orElseThrow();
    assertTrue(photos.areKept());
    assertTrue(photos.arrival(upload) instanceof Arrival.Expected);
    aws.clock().set(attic.campaignEnd());
    assertFalse(photos.areKept());
    assertEquals(new Arrival.Unexpected(), photos.arrival(upload));
  }
}
