package fr.actionpopulaire.domain.photo;

import java.util.Arrays;
import java.util.Optional;

/**
 * The formats a photo may be sent in: those that Java itself decodes. No SVG, which is a program;
 * no WebP and no HEIC, for which the platform has no decoder.
 */
public enum PhotoFormat {
  JPEG("image/jpeg", 0xff, 0xd8, 0xff),
  PNG("image/png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');

  private final String contentType;
  private final int[] magic;

  PhotoFormat(String contentType, int... magic) {
    this.contentType = contentType;
    this.magic = magic;
  }

  /** The media type, as in {@code Content-Type}. */
  public String contentType() {
    return contentType;
  }

  /** The format of that media type, exactly so written; empty for every other. */
  public static Optional<PhotoFormat> of(String contentType) {
    return Arrays.stream(values())
        .filter(format -> format.contentType.equals(contentType))
        .findFirst();
  }

  /** Whether a file begins as one of this format does. */
  public boolean begins(byte[] file) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= file.length || Byte.toUnsignedInt(file[i]) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
