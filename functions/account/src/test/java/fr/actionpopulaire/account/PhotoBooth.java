package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
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

  Response ask(String token, Object contentType, Object size) {
    return house.account.call(
        Payload.put("/v1/me/photo")
            .bearer(token)
            .json(Map.of("contentType", contentType, "size", size)));
  }

  /** Where a photo of that size may be sent. */
  URI address(Person person, int size) {
    Response granted = ask(person.token(), "image/jpeg", size);
    assertEquals(200, granted.status(), granted.body());
    return URI.create(granted.text("/upload/url").orElseThrow());
  }

  /** The status with which the bucket answers. */
  static int send(URI address, String contentType, byte[] file)
      throws IOException, InterruptedException {
    return BucketCall.send(
            HttpRequest.newBuilder(address)
                .header("content-type", contentType)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build())
        .statusCode();
  }

  static String uploadOf(URI address) {
    return address.getPath().replaceAll(".*/", "");
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
