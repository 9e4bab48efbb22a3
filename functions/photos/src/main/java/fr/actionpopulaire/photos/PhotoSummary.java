package fr.actionpopulaire.photos;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What became of the files of one delivery, in numbers; never anything of a file.
 *
 * @param kept became somebody's photo
 * @param refused were no photo we take; deleted
 * @param ignored nobody was waiting for, or were dealt with before; deleted
 */
@Serdeable
public record PhotoSummary(int kept, int refused, int ignored) {

  static final PhotoSummary NOTHING = new PhotoSummary(0, 0, 0);
  static final PhotoSummary KEPT = new PhotoSummary(1, 0, 0);
  static final PhotoSummary REFUSED = new PhotoSummary(0, 1, 0);
  static final PhotoSummary IGNORED = new PhotoSummary(0, 0, 1);

  PhotoSummary plus(PhotoSummary other) {
    return new PhotoSummary(kept + other.kept, refused + other.refused, ignored + other.ignored);
  }
}
