package fr.actionpopulaire.photos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.domain.photo.PhotoFormat;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out is pixels and nothing else the sender wrote. */
@Tag("F12")
class DarkroomTest {

  /** Beginning, bare JFIF, tables, baseline frame, scan, end. */
  private static final Set<Integer> HARMLESS = Set.of(0xd8, 0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9);

  private static byte[] developed(byte[] file, PhotoFormat format) {
    return Darkroom.develop(file, format).orElseThrow();
  }

  private static void assertClean(byte[] jpeg) {
    List<Integer> markers = Pictures.markers(jpeg);
    assertTrue(HARMLESS.containsAll(markers), () -> "markers " + markers);
    assertEquals(1, markers.stream().filter(marker -> marker == 0xe0).count());
  }

  private static void assertColour(int expected, int actual) {
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = Math.abs((expected >> shift & 0xff) - (actual >> shift & 0xff));
      assertTrue(difference < 12, () -> Integer.toHexString(actual));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 768, 512, 384", "511, 300, 511, 300", "512, 512, 512, 512", "513, 513, 512, 512",
    "768, 1025, 384, 512", "3000, 2, 512, 1", "1, 1, 1, 1", "1, 4000, 1, 512"
  })
  void itFitsIntoASquareAndKeepsItsShape(int width, int height, int newWidth, int newHeight) {
    for (byte[] picture :
        List.of(
            developed(Pictures.jpeg(width, height), PhotoFormat.JPEG),
            developed(Pictures.png(width, height), PhotoFormat.PNG))) {
      BufferedImage image = Pictures.read(picture);
      assertEquals(newWidth, image.getWidth());
      assertEquals(newHeight, image.getHeight());
      assertClean(picture);
    }
  }

  @Test
  void coloursStayWhereAndWhatTheyWere() {
    for (byte[] picture :
        List.of(
            developed(Pictures.jpeg(2000, 1200), PhotoFormat.JPEG),
            developed(Pictures.png(2000, 1200), PhotoFormat.PNG),
            developed(
                Pictures.jpeg(Pictures.quarters(2000, 1200, BufferedImage.TYPE_INT_RGB), true),
                PhotoFormat.JPEG))) {
      BufferedImage image = Pictures.read(picture);
      assertColour(Pictures.RED, image.getRGB(60, 60));
      assertColour(Pictures.GREEN, image.getRGB(450, 60));
      assertColour(Pictures.BLUE, image.getRGB(60, 250));
      assertColour(Pictures.YELLOW, image.getRGB(450, 250));
    }
  }

  @Test
  void greyStaysAsDarkAsItWasAndWhatIsTransparentBecomesWhite() {
    BufferedImage grey = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage deep = new BufferedImage(100, 100, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 100 * 100; i++) {
      grey.getRaster().setSample(i % 100, i / 100, 0, 100);
      deep.getRaster().setSample(i % 100, i / 100, 0, 100 * 257);
    }
    byte[] greyJpeg = Pictures.jpeg(grey, false);
    for (byte[] picture :
        List.of(
            developed(greyJpeg, PhotoFormat.JPEG),
            developed(Pictures.png(grey), PhotoFormat.PNG),
            developed(Pictures.png(deep), PhotoFormat.PNG))) {
      assertColour(0x646464, Pictures.read(picture).getRGB(50, 50));
    }
    BufferedImage clear = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    clear.setRGB(0, 0, 0x80ff0000);
    byte[] white = developed(Pictures.png(clear), PhotoFormat.PNG);
    assertColour(0xffffff, Pictures.read(white).getRGB(50, 50));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void itStandsUprightHoweverTheCameraWasHeld(int orientation) {
    int[][] corners = {
      {Pictures.RED, Pictures.GREEN, Pictures.BLUE, Pictures.YELLOW},
      {Pictures.GREEN, Pictures.RED, Pictures.YELLOW, Pictures.BLUE},
      {Pictures.YELLOW, Pictures.BLUE, Pictures.GREEN, Pictures.RED},
      {Pictures.BLUE, Pictures.YELLOW, Pictures.RED, Pictures.GREEN},
      {Pictures.RED, Pictures.BLUE, Pictures.GREEN, Pictures.YELLOW},
      {Pictures.BLUE, Pictures.RED, Pictures.YELLOW, Pictures.GREEN},
      {Pictures.YELLOW, Pictures.GREEN, Pictures.BLUE, Pictures.RED},
      {Pictures.GREEN, Pictures.YELLOW, Pictures.RED, Pictures.BLUE},
    };
    int known = orientation >= 1 && orientation <= 8 ? orientation : 1;
    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] held =
          Pictures.withSegment(
              Pictures.jpeg(400, 200), 0xe1, Pictures.exif(orientation, littleEndian));
      BufferedImage image = Pictures.read(developed(held, PhotoFormat.JPEG));
      assertEquals(known >= 5 ? 200 : 400, image.getWidth());
      int right = image.getWidth() - 20;
      int bottom = image.getHeight() - 20;
      int[] expected = corners[known - 1];
      assertColour(expected[0], image.getRGB(20, 20));
      assertColour(expected[1], image.getRGB(right, 20));
      assertColour(expected[2], image.getRGB(20, bottom));
      assertColour(expected[3], image.getRGB(right, bottom));
    }
  }

  @Test
  void placeTimeDeviceCommentsAndWhatHidesBehindThePictureGo() {
    String script = "<html><script>alert(document.domain)</script>";
    byte[] loaded = Pictures.jpeg(300, 200);
    loaded = Pictures.withSegment(loaded, 0xfe, Pictures.text(script));
    loaded = Pictures.withSegment(loaded, 0xe1, Pictures.exif(1, false));
    loaded = Pictures.withSegment(loaded, 0xe1, Pictures.text("http://ns.adobe.com/xap/1.0/\0xmp"));
    loaded =
        Pictures.withSegment(loaded, 0xe2, Pictures.text("ICC_PROFILE\0profile of a telephone"));
    loaded = Pictures.withSegment(loaded, 0xed, Pictures.text("Photoshop 3.0\0caption"));
    loaded = Pictures.joined(loaded, Pictures.text("PK\003\004" + script));
    byte[] text = Pictures.chunk("tEXt", Pictures.text("Comment\0" + script));
    byte[] png = Pictures.png(300, 200);
    byte[] loadedPng =
        Pictures.joined(
            java.util.Arrays.copyOf(png, 33),
            text,
            Pictures.chunk("eXIf", Pictures.exif(1, false)),
            java.util.Arrays.copyOfRange(png, 33, png.length),
            Pictures.text(script));
    for (byte[] source : List.of(loaded, loadedPng)) {
      PhotoFormat format = source == loaded ? PhotoFormat.JPEG : PhotoFormat.PNG;
      assertTrue(latin(source).contains("48.8566") && latin(source).contains(script));
      byte[] picture = developed(source, format);
      assertClean(picture);
      for (String trace :
          List.of("script", "48.8566", "Telephone", "xap", "telephone", "caption", "PK\003")) {
        assertFalse(latin(picture).contains(trace), trace);
      }
      assertEquals(300, Pictures.read(picture).getWidth());
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void onlyTheFormatItClaimsToBeIsTaken() {
    byte[] jpeg = Pictures.jpeg(40, 30);
    byte[] png = Pictures.png(40, 30);
    for (byte[] other :
        List.of(
            Pictures.gif(40, 30),
            Pictures.text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            Pictures.text("<!doctype html><p>photo.jpg"),
            new byte[0],
            new byte[] {(byte) 0xff},
            Pictures.text("\u00ff\u00d8\u00ff"),
            Pictures.text("\u0089PNG\r\n\032\n"),
            Pictures.joined(Pictures.text("\u00ff\u00d8\u00ff"), png))) {
      assertEquals(Optional.empty(), Darkroom.develop(other, PhotoFormat.JPEG));
      assertEquals(Optional.empty(), Darkroom.develop(other, PhotoFormat.PNG));
    }
    assertEquals(Optional.empty(), Darkroom.develop(png, PhotoFormat.JPEG));
    assertEquals(Optional.empty(), Darkroom.develop(jpeg, PhotoFormat.PNG));
    assertTrue(Darkroom.develop(jpeg, PhotoFormat.JPEG).isPresent());
    assertTrue(Darkroom.develop(png, PhotoFormat.PNG).isPresent());
  }
}
