package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.testing.TestAws;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Gives members photos, as the function that receives files does, and looks into the bucket. */
final class PhotoBooth {

  private final TestAws aws;
  private final Household house;

  PhotoBooth(Household house) {
    this.aws = house.aws;
    this.house = house;
  }

  /** The name of the photo the member has from now on. */
  String photographed(Person person, byte[] jpeg) {
    Photos photos = house.bean(Photos.class);
    String upload = photos.expect(person.id(), PhotoFormat.JPEG).orElseThrow();
    Arrival.Expected expected = (Arrival.Expected) photos.arrival(upload);
    assertEquals(person.id(), expected.member());
    house.bean(PhotoBucket.class).keep(upload, jpeg);
    assertTrue(photos.keep(expected, upload) instanceof Arrival.Settled);
    return upload;
  }

  Set<String> objects() {
    return aws.s3().listObjectsV2(list -> list.bucket(aws.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  byte[] object(String key) {
    return aws.s3().getObjectAsBytes(get -> get.bucket(aws.bucket()).key(key)).asByteArray();
  }

  /** The bucket is one class's: what an earlier test left must not be found by the next. */
  void empty() {
    objects().forEach(key -> aws.s3().deleteObject(d -> d.bucket(aws.bucket()).key(key)));
  }
}
