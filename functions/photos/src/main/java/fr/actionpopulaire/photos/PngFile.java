package fr.actionpopulaire.photos;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads the structure of a PNG (ISO/IEC 15948). Kept are the chunks a picture consists of: IHDR,
 * PLTE, tRNS, IDAT, IEND. Text, EXIF, colour profiles, animation and whatever follows the end are
 * left out, and so is any chunk that inflates to more than it says.
 */
final class PngFile {

  private static final int SIGNATURE = 8;
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int TRNS = 0x74524e53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;

  /** Length, type and checksum around a chunk's data. */
  private static final int FRAME = 12;

  private PngFile() {}

  /** Empty when the file is broken, cut off, or asks for something unknown to decode it. */
  static Optional<Plain> read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(file.length);
    plain.write(file, 0, SIGNATURE);
    in.position(SIGNATURE);
    int width = 0;
    int height = 0;
    boolean data = false;
    while (in.remaining() >= FRAME) {
      int start = in.position();
      int length = in.getInt();
      int type = in.getInt();
      if (length < 0 || length > in.remaining() - 4 || (width == 0) != (type == IHDR)) {
        return Optional.empty();
      }
      switch (type) {
        case IHDR -> {
          if (length != 13) {
            return Optional.empty();
          }
          width = in.getInt();
          height = in.getInt();
          if (width <= 0 || height <= 0) {
            return Optional.empty();
          }
        }
        case IDAT -> data = true;
        case PLTE, TRNS, IEND -> {}
        default -> {
          if (isCritical(type)) {
            return Optional.empty();
          }
        }
      }
      in.position(start + FRAME + length);
      if (type == IHDR || type == PLTE || type == TRNS || type == IDAT || type == IEND) {
        plain.write(file, start, FRAME + length);
      }
      if (type == IEND) {
        return data
            ? Optional.of(new Plain(width, height, 1, plain.toByteArray()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** A capital first letter: no decoder may skip it. */
  private static boolean isCritical(int type) {
    return (type >>> 24 & 0x20) == 0;
  }
}
