package fr.actionpopulaire.photos;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Reads the structure of a JPEG (ITU-T T.81). Kept are the segments a picture consists of, and the
 * two that say how its colours are meant (a bare JFIF, Adobe's). EXIF with place and time, embedded
 * thumbnails, comments, colour profiles and whatever follows the end are left out; of EXIF only the
 * orientation is read.
 */
final class JpegFile {

  /**
   * Scans a progressive file may have. Encoders write about ten; each costs a pass over the whole
   * picture, so a small file of thousands would cost minutes.
   */
  static final int MOST_SCANS = 32;

  private static final byte[] JFIF = {
    (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
  };

  private final byte[] file;
  private final ByteArrayOutputStream plain;
  private int position = 2;
  private int width;
  private int height;
  private int orientation = 1;
  private int scans;

  private JpegFile(byte[] file) {
    this.file = file;
    this.plain = new ByteArrayOutputStream(file.length);
    plain.write(file, 0, 2);
  }

  /** Empty when the file is broken, cut off, or of a kind nobody takes photos in. */
  static Optional<Plain> read(byte[] file) {
    JpegFile jpeg = new JpegFile(file);
    return jpeg.walk()
        ? Optional.of(
            new Plain(jpeg.width, jpeg.height, jpeg.orientation, jpeg.plain.toByteArray()))
        : Optional.empty();
  }

  /** Whether the end was reached in order. */
  private boolean walk() {
    while (true) {
      int marker = nextMarker();
      if (marker == 0xd9) {
        plain.write(0xff);
        plain.write(0xd9);
        return scans > 0;
      }
      int length = position + 1 < file.length ? number(position) : 0;
      if (marker < 0xc0 || length < 2 || length > file.length - position) {
        return false;
      }
      if (!segment(marker, position + 2, length - 2)) {
        return false;
      }
    }
  }

  /** The next marker, fill bytes skipped, or -1. */
  private int nextMarker() {
    if (position >= file.length || unsigned(position) != 0xff) {
      return -1;
    }
    while (position < file.length && unsigned(position) == 0xff) {
      position++;
    }
    return position < file.length ? unsigned(position++) : -1;
  }

  /** Keeps or skips one segment; false when it must not be there. */
  private boolean segment(int marker, int start, int length) {
    switch (marker) {
      // Baseline, extended and progressive, all Huffman coded.
      case 0xc0, 0xc1, 0xc2 -> {
        if (width != 0 || !frame(start, length)) {
          return false;
        }
        keep(marker, start, length);
      }
      case 0xc4, 0xdb, 0xdd -> keep(marker, start, length);
      case 0xda -> {
        if (width == 0 || ++scans > MOST_SCANS) {
          return false;
        }
        keep(marker, start, length);
        return keepScan();
      }
      case 0xe0 -> {
        if (begins(start, length, "JFIF\0")) {
          plain.writeBytes(JFIF);
        }
        position = start + length;
      }
      case 0xe1 -> {
        if (begins(start, length, "Exif\0\0") && orientation == 1) {
          orientation = Exif.orientation(file, start + 6, length - 6);
        }
        position = start + length;
      }
      case 0xee -> {
        if (begins(start, length, "Adobe") && length == 12) {
          keep(marker, start, length);
        }
        position = start + length;
      }
      default -> {
        // Other applications' segments and comments; nothing else belongs into a photo.
        if (marker != 0xfe && (marker < 0xe2 || marker > 0xef)) {
          return false;
        }
        position = start + length;
      }
    }
    return true;
  }

  /** Size and components: grey or three colours, eight bits each. */
  private boolean frame(int start, int length) {
    if (length < 6 || file[start] != 8) {
      return false;
    }
    height = number(start + 1);
    width = number(start + 3);
    int components = file[start + 5];
    return width > 0
        && height > 0
        && (components == 1 || components == 3)
        && length == 6 + 3 * components;
  }

  private void keep(int marker, int start, int length) {
    plain.write(0xff);
    plain.write(marker);
    plain.write(file, start - 2, length + 2);
    position = start + length;
  }

  /** Keeps coded data up to the next marker; false when the file ends before it. */
  private boolean keepScan() {
    int start = position;
    while (position + 1 < file.length) {
      if (unsigned(position) == 0xff) {
        int next = unsigned(position + 1);
        // A stuffed zero, a restart marker or a fill byte belong to the data.
        if (next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
          plain.write(file, start, position - start);
          return true;
        }
        position += next == 0xff ? 1 : 2;
      } else {
        position++;
      }
    }
    return false;
  }

  private boolean begins(int start, int length, String text) {
    if (length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (file[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int number(int at) {
    return unsigned(at) << 8 | unsigned(at + 1);
  }

  private int unsigned(int at) {
    return Byte.toUnsignedInt(file[at]);
  }
}
