package fr.actionpopulaire.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.account.Household.Person;
import fr.actionpopulaire.bucket.PhotoBucket;
import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.dynamodb.Photos;
import fr.actionpopulaire.dynamodb.Photos.Arrival;

/** Gives members photos, as the function that receives files does. */
final class PhotoBooth {

  private final Household house;

  PhotoBooth(Household house) {
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
}
