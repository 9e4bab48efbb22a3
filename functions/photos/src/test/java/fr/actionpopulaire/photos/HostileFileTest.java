package fr.actionpopulaire.photos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that mean harm, or were harmed, cost little and break nothing. */
@Tag("F12")
class HostileFileTest {

  private static boolean isTaken(byte[] file, PhotoFormat format) {
    return Darkroom.develop(file, format).isPresent();
  }

  /** 24 × 2^20 pixels are 8192 × 3072; the files have a few kilobytes. */
  @ParameterizedTest
  @CsvSource({
    "8192, 3071, true",
    "8192, 3072, true",
    "8192, 3073, false",
    "16383, 1, true",
    "16384, 1, true",
    "16385, 1, false",
    "1, 16384, true",
    "1, 16385, false"
  })
  void pixelsAreCountedInTheHeader(int width, int height, boolean taken) {
    assertEquals(24 << 20, PhotoLimits.MOST_PIXELS);
    byte[] file = Pictures.tinyPng(width, height);
    assertTrue(file.length < 16_000, () -> file.length + " bytes");
    assertEquals(taken, isTaken(file, PhotoFormat.PNG));
  }

  @Test
  void aHugePictureInATinyFileIsNotDecoded() {
    byte[] data = Pictures.chunk("IDAT", Pictures.deflated(new byte[1000]));
    byte[] end = Pictures.chunk("IEND", new byte[0]);
    for (int side : new int[] {30_000, Integer.MAX_VALUE, -1, 0}) {
      assertFalse(
          isTaken(Pictures.pngOf(Pictures.header(side, side, 16, 6), data, end), PhotoFormat.PNG));
    }
    byte[] jpeg = Pictures.jpeg(40, 30);
    int frame = indexOf(jpeg, 0xc0);
    jpeg[frame + 5] = (byte) 0xff;
    jpeg[frame + 6] = (byte) 0xff;
    jpeg[frame + 7] = (byte) 0xff;
    jpeg[frame + 8] = (byte) 0xff;
    assertEquals(65_535, JpegFile.read(jpeg).orElseThrow().width());
    assertFalse(isTaken(jpeg, PhotoFormat.JPEG));
  }

  private static int indexOf(byte[] jpeg, int marker) {
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  /** A text of 200 MB in 200 kB, a colour profile that inflates for ever: never looked into. */
  @Test
  void whatInflatesBesidesThePictureIsLeftOut() {
    byte[] bomb = Pictures.deflated(new byte[64 << 20]);
    byte[] png = Pictures.png(40, 30);
    byte[] loaded =
        Pictures.joined(
            Arrays.copyOf(png, 33),
            Pictures.chunk("zTXt", Pictures.joined(Pictures.text("a\0\0"), bomb)),
            Pictures.chunk("iCCP", Pictures.joined(Pictures.text("a\0\0"), bomb)),
            Arrays.copyOfRange(png, 33, png.length));
    assertArraysEqual(png, PngFile.read(loaded).orElseThrow().essentials());
    assertTrue(isTaken(loaded, PhotoFormat.PNG));
    byte[] unknown =
        Pictures.joined(
            Arrays.copyOf(png, 33),
            Pictures.chunk("NeWX", new byte[4]),
            Arrays.copyOfRange(png, 33, png.length));
    assertFalse(isTaken(unknown, PhotoFormat.PNG), "critical and unknown");
  }

  private static void assertArraysEqual(byte[] expected, byte[] actual) {
    assertTrue(Arrays.equals(expected, actual));
  }

  @ParameterizedTest
  @CsvSource({"31, true", "32, true", "33, false", "2000, false"})
  void aProgressivePictureHasFewScans(int scans, boolean read) {
    byte[] jpeg = Pictures.jpeg(Pictures.quarters(40, 30, BufferedImage.TYPE_INT_RGB), true);
    long own = Pictures.markers(jpeg).stream().filter(marker -> marker == 0xda).count();
    assertTrue(own > 1 && own < 31, () -> own + " scans");
    int end = jpeg.length - 2;
    int last = lastIndexOf(jpeg, 0xda);
    byte[] scan = Arrays.copyOfRange(jpeg, last, end);
    byte[] longer = Arrays.copyOf(jpeg, end);
    for (long i = own; i < scans; i++) {
      longer = Pictures.joined(longer, scan);
    }
    assertEquals(
        read, JpegFile.read(Pictures.joined(longer, Pictures.text("\u00ff\u00d9"))).isPresent());
  }

  private static int lastIndexOf(byte[] jpeg, int marker) {
    int found = -1;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) marker) {
        found = i;
      }
    }
    return found;
  }

  @Test
  void whereverAFileIsCutOffItIsRefused() {
    byte[] jpeg = Pictures.withSegment(Pictures.jpeg(24, 16), 0xe1, Pictures.exif(6, true));
    byte[] png = Pictures.png(24, 16);
    for (int length = 0; length < jpeg.length; length++) {
      assertFalse(isTaken(Arrays.copyOf(jpeg, length), PhotoFormat.JPEG), "at " + length);
    }
    for (int length = 0; length < png.length; length++) {
      assertFalse(isTaken(Arrays.copyOf(png, length), PhotoFormat.PNG), "at " + length);
    }
    assertTrue(isTaken(jpeg, PhotoFormat.JPEG));
    assertTrue(isTaken(png, PhotoFormat.PNG));
  }

  /** Seeded: the same 1,500 files on every run. None may throw, and none may slip through dirty. */
  @Test
  void damagedFilesAreRefusedOrMadeClean() {
    Random random = new Random(20_261_121);
    byte[] jpeg = Pictures.withSegment(Pictures.jpeg(48, 32), 0xe1, Pictures.exif(6, false));
    byte[] progressive = Pictures.jpeg(Pictures.quarters(48, 32, BufferedImage.TYPE_INT_RGB), true);
    byte[] png = Pictures.png(48, 32);
    int taken = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] file = (i % 3 == 0 ? jpeg : i % 3 == 1 ? progressive : png).clone();
      int damages = 1 + random.nextInt(4);
      for (int j = 0; j < damages; j++) {
        file[8 + random.nextInt(file.length - 8)] = (byte) random.nextInt(256);
      }
      Optional<byte[]> picture =
          Darkroom.develop(file, i % 3 == 2 ? PhotoFormat.PNG : PhotoFormat.JPEG);
      if (picture.isPresent()) {
        taken++;
        assertFalse(
            new String(picture.get(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("48.8566"));
      }
    }
    int some = taken;
    assertTrue(some > 100 && some < 1500, () -> some + " were still pictures");
  }
}
