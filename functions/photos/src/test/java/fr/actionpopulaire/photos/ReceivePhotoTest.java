package fr.actionpopulaire.photos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import fr.actionpopulaire.bucket.Uploads;
import fr.actionpopulaire.domain.RandomId;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Handler;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.TestAws;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file as sent to the one photo that is kept; the file itself goes whatever it was. */
@EmbeddedAwsTest
@Tag("F12")
class ReceivePhotoTest {

  private final TestAws aws;
  private final Album album;

  ReceivePhotoTest(TestAws aws) {
    this.aws = aws;
    album = new Album(aws);
  }

  @AfterEach
  void emptyBucket() {
    album.objects().forEach(key -> aws.s3().deleteObject(d -> d.bucket(aws.bucket()).key(key)));
  }

  private static String kept(String upload) {
    return "photos/" + upload + ".jpg";
  }

  @Test
  void aFileBecomesThePhotoAndGoes() {
    String member = album.member();
    String upload = album.sent(member, Pictures.png(1200, 900), PhotoFormat.PNG);
    aws.meter().reset();
    assertEquals(PhotoSummary.KEPT, album.deliver(upload));
    assertEquals(Map.of("GetItem", 3, "TransactWriteItems", 1), aws.meter().byOperation());
    assertEquals(2.5, aws.meter().readUnits(), 0.51);
    assertEquals(4, aws.meter().writeUnits());
    assertEquals(Set.of(kept(upload)), album.objects());
    assertEquals(512, Pictures.read(album.object(kept(upload))).getWidth());
    assertEquals(upload, album.photo(member));
    assertEquals(2, album.account(member).orElseThrow().version(), "the ETag changes");
  }

  @Test
  void aNewPhotoReplacesTheFormerOne() {
    String member = album.member();
    String first = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(first);
    String second = album.sent(member, Pictures.jpeg(60, 30), PhotoFormat.JPEG);
    assertEquals(PhotoSummary.KEPT, album.deliver(second));
    assertEquals(Set.of(kept(second)), album.objects());
    assertEquals(second, album.photo(member));
    // The first one's arrival, told again late, brings nothing back and takes nothing away.
    assertEquals(PhotoSummary.IGNORED, album.deliver(first));
    assertEquals(Set.of(kept(second)), album.objects());
    assertEquals(second, album.photo(member));
  }

  @Test
  void deliveredTwiceItIsOnePhoto() {
    String member = album.member();
    String upload = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    assertEquals(PhotoSummary.KEPT, album.deliver(upload));
    assertEquals(PhotoSummary.IGNORED, album.deliver(upload));
    assertEquals(Set.of(kept(upload)), album.objects());
    assertEquals(2, album.account(member).orElseThrow().version());
  }

  @Test
  void deliveredTwiceAtOnceItIsOnePhoto() throws Exception {
    String member = album.member();
    String upload = album.sent(member, Pictures.jpeg(2000, 1500), PhotoFormat.JPEG);
    try (ExecutorService lambda = Executors.newFixedThreadPool(4)) {
      List<Future<PhotoSummary>> runs =
          Stream.generate(() -> lambda.submit(() -> album.deliver(upload))).limit(4).toList();
      for (Future<PhotoSummary> run : runs) {
        assertEquals(1, run.get().kept() + run.get().ignored() + run.get().refused());
      }
    }
    assertEquals(Set.of(kept(upload)), album.objects());
    assertEquals(upload, album.photo(member));
  }

  @Test
  void theSameAddressTakesOneFileOnly() {
    String member = album.member();
    String upload = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(upload);
    byte[] before = album.object(kept(upload));
    album.put("photos/incoming/" + upload, Pictures.jpeg(90, 90));
    assertEquals(PhotoSummary.IGNORED, album.deliver(upload));
    assertTrue(Arrays.equals(before, album.object(kept(upload))));
    assertEquals(Set.of(kept(upload)), album.objects());
  }

  @Test
  void whatIsNoPhotoGoesAndTheFormerPhotoStays() {
    String member = album.member();
    String photo = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(photo);
    for (byte[] bad :
        List.of(
            new byte[0],
            Pictures.text("<html><script>alert(1)</script>"),
            Pictures.png(40, 30),
            Arrays.copyOf(Pictures.jpeg(40, 30), 400),
            Pictures.tinyPng(8192, 3073))) {
      String upload = album.sent(member, bad, PhotoFormat.JPEG);
      assertEquals(PhotoSummary.REFUSED, album.deliver(upload));
      assertEquals(PhotoSummary.IGNORED, album.deliver(upload), "settled");
      assertEquals(Set.of(kept(photo)), album.objects());
      assertEquals(photo, album.photo(member));
    }
  }

  @ParameterizedTest
  @Tag("F20")
  @CsvSource({"-1, true", "0, true", "1, false"})
  void aFileHasTenMebibytesAtMost(int beyond, boolean taken) {
    String member = album.member();
    byte[] file = Arrays.copyOf(Pictures.jpeg(40, 30), PhotoLimits.MOST_BYTES + beyond);
    String upload = album.sent(member, file, PhotoFormat.JPEG);
    assertEquals(taken ? PhotoSummary.KEPT : PhotoSummary.REFUSED, album.deliver(upload));
    assertEquals(taken ? Set.of(kept(upload)) : Set.of(), album.objects());
  }

  @Test
  void whatNobodyAskedForGoes() {
    String stranger = RandomId.next();
    album.put("photos/incoming/" + stranger, Pictures.jpeg(40, 30));
    album.put("photos/incoming/face.jpg", Pictures.jpeg(40, 30));
    assertEquals(PhotoSummary.IGNORED, album.deliver(stranger));
    assertEquals(PhotoSummary.IGNORED, album.deliver("face.jpg"));
    assertEquals(Set.of(), album.objects());
    album.put("photos/other.jpg", Pictures.jpeg(40, 30));
    assertEquals(
        PhotoSummary.IGNORED, Handler.run(album.function, Uploads.of(List.of("photos/other.jpg"))));
    assertEquals(Set.of("photos/other.jpg"), album.objects(), "not a file as sent");
  }

  @Test
  void whatComesADayLateGoes() {
    String member = album.member();
    String late = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    aws.clock().advance(Duration.ofDays(1));
    assertEquals(PhotoSummary.IGNORED, album.deliver(late));
    assertEquals(Set.of(), album.objects());
    assertNull(album.photo(member));
    String intime = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    aws.clock().advance(Duration.ofDays(1).minusMillis(1));
    assertEquals(PhotoSummary.KEPT, album.deliver(intime));
  }

  @Test
  void whoeverLeftMeanwhileLeavesNoPhoto() {
    String member = album.member();
    String former = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(former);
    String upload = album.sent(member, Pictures.jpeg(60, 30), PhotoFormat.JPEG);
    album.erase(member);
    assertEquals(Set.of(), album.objects());
    // Sent at the last moment, delivered after the erasure.
    album.put("photos/incoming/" + upload, Pictures.jpeg(60, 30));
    assertEquals(PhotoSummary.IGNORED, album.deliver(upload));
    assertEquals(Set.of(), album.objects());
    assertTrue(album.bean(Photos.class).expect(member, PhotoFormat.PNG).isEmpty());
  }

  /** The photo is stored, and its owner leaves before it is theirs: what a broken run leaves. */
  @Test
  void aPhotoStoredAtTheMomentItsOwnerLeavesGoes() {
    String member = album.member();
    Photos photos = album.bean(Photos.class);
    String upload = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    Arrival.Expected expected = (Arrival.Expected) photos.arrival(upload);
    album.erase(member);
    album.put(kept(upload), Pictures.jpeg(40, 30));
    assertEquals(new Arrival.Unexpected(), photos.keep(expected, upload));
    assertEquals(PhotoSummary.IGNORED, album.deliver(upload));
    assertEquals(Set.of(), album.objects());
  }

  /** A twin of the first delivery, so slow that the photo was replaced meanwhile. */
  @Test
  void aPhotoStoredAgainAfterItWasReplacedGoes() {
    String member = album.member();
    Photos photos = album.bean(Photos.class);
    String first = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    Arrival.Expected expected = (Arrival.Expected) photos.arrival(first);
    album.deliver(first);
    String second = album.sent(member, Pictures.jpeg(60, 30), PhotoFormat.JPEG);
    album.deliver(second);
    album.put(kept(first), Pictures.jpeg(40, 30));
    assertEquals(new Arrival.Unexpected(), photos.keep(expected, first));
    assertEquals(second, album.photo(member));
  }

  /** The photo is its owner's, and the run breaks off before the files are deleted. */
  @Test
  void aRunThatBrokeOffIsFinishedByTheNext() {
    String member = album.member();
    String former = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(former);
    Photos photos = album.bean(Photos.class);
    String upload = album.sent(member, Pictures.jpeg(60, 30), PhotoFormat.JPEG);
    Arrival.Expected expected = (Arrival.Expected) photos.arrival(upload);
    album.put(kept(upload), Pictures.jpeg(60, 30));
    assertEquals(new Arrival.Settled(former), photos.keep(expected, upload));
    assertEquals(Set.of(kept(former), kept(upload), "photos/incoming/" + upload), album.objects());
    assertEquals(PhotoSummary.IGNORED, album.deliver(upload));
    assertEquals(Set.of(kept(upload)), album.objects());
  }

  @Test
  void removingTakesThePhotoAndWhatIsUnderWay() {
    String member = album.member();
    String photo = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    album.deliver(photo);
    String underWay = album.sent(member, Pictures.jpeg(60, 30), PhotoFormat.JPEG);
    album.bean(Photos.class).remove(album.account(member).orElseThrow());
    assertEquals(Set.of(), album.objects());
    assertNull(album.photo(member));
    album.put("photos/incoming/" + underWay, Pictures.jpeg(60, 30));
    assertEquals(PhotoSummary.IGNORED, album.deliver(underWay));
    assertEquals(PhotoSummary.IGNORED, album.deliver(photo));
    assertEquals(Set.of(), album.objects());
    assertNull(album.photo(member));
  }

  @Test
  void nothingInTheBucketSaysWhosePhotoItIs() {
    String member = album.member();
    String upload = album.sent(member, Pictures.jpeg(40, 30), PhotoFormat.JPEG);
    assertFalse(album.objects().toString().contains(member));
    album.deliver(upload);
    assertFalse(album.objects().toString().contains(member));
    var object = aws.s3().headObject(head -> head.bucket(aws.bucket()).key(kept(upload)));
    assertEquals(Map.of(), object.metadata());
    assertEquals("image/jpeg", object.contentType());
  }

  /** The payloads kept for {@code sam local invoke}. */
  @Test
  void payloadsKeptAsFilesAreAnswered() {
    for (String sample : List.of("photo-uploaded", "photo-uploaded-unasked")) {
      JsonNode payload = Payload.load("photos/" + sample + ".json", JsonNode.class);
      album.put(payload.at("/Records/0/s3/object/key").asText(), Pictures.jpeg(40, 30));
      assertEquals(
          "{\"kept\":0,\"refused\":0,\"ignored\":1}",
          Handler.wake(album.function, payload).toString());
      assertEquals(Set.of(), album.objects());
    }
  }

  /** What the platform sends when notifications are switched on tells of no object. */
  @Test
  void anEventWithoutRecordsIsNothing() {
    assertEquals(PhotoSummary.NOTHING, Handler.run(album.function, new Uploads(null)));
  }
}
