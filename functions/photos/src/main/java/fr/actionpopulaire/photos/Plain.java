package fr.actionpopulaire.photos;

import fr.actionpopulaire.domain.photo.PhotoLimits;

/**
 * A picture file stripped to what a decoder needs, with what its header says; nothing has been
 * decoded yet.
 *
 * @param essentials the file without comments, thumbnails, colour profiles, EXIF, trailing bytes
 * @param orientation 1 to 8, as EXIF counts them; 1 is upright
 */
record Plain(int width, int height, int orientation, byte[] essentials) {

  /** Whether decoding it stays within the bounds set for time and memory. */
  boolean isDecodable() {
    return width > 0
        && height > 0
        && width <= PhotoLimits.MOST_SIDE
        && height <= PhotoLimits.MOST_SIDE
        && (long) width * height <= PhotoLimits.MOST_PIXELS;
  }
}
