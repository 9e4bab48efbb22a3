package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.Payload;
import fr.actionpopulaire.testing.Response;
import fr.actionpopulaire.testing.TestAws;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The photo that is kept is in its owner's copy, itself and not by an address. */
@EmbeddedAwsTest
@Tag("A16")
class ExportedPhotoTest {

  /** As many bytes as its pixels have without any compression, which a JPEG never reaches. */
  private static final int LARGEST = PhotoLimits.KEPT_SIDE * PhotoLimits.KEPT_SIDE * 3;

  /** What Lambda answers with, at most. */
  private static final int LAMBDA = 6 * 1024 * 1024;

  private final Household house;
  private final PhotoBooth booth;

  ExportedPhotoTest(TestAws aws) {
    house = new Household(aws);
    booth = new PhotoBooth(house);
  }

  private Response export(Person person) {
    Response copy = house.account.call(Payload.get("/v1/me/export").bearer(person.token()));
    assertEquals(200, copy.status(), copy::body);
    return copy;
  }

  @Test
  void itIsTheFileByteForByteAndNobodyElses() {
    Person person = house.person();
    assertTrue(export(person).text("/photo").isEmpty(), "none yet");
    byte[] jpeg = new byte[LARGEST];
    new Random(7).nextBytes(jpeg);
    String name = booth.photographed(person, jpeg);
    booth.photographed(house.person(), new byte[] {1, 2, 3});

    Response copy = export(person);

    assertEquals("image/jpeg", copy.text("/photo/contentType").orElseThrow());
    assertArrayEquals(jpeg, Base64.getDecoder().decode(copy.text("/photo/base64").orElseThrow()));
    assertFalse(copy.body().contains(name), "the file's name is nobody's affair");
    assertTrue(copy.body().length() < LAMBDA / 4);
  }

  @Test
  void aPhotoDeletedMeanwhileLeavesTheRestOfTheCopy() {
    Person person = house.person();
    String name = booth.photographed(person, new byte[] {1, 2, 3});
    house.bean(PhotoBucket.class).deleteKept(name);
    assertTrue(export(person).text("/photo").isEmpty());
  }
}
