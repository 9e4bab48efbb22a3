package fr.actionpopulaire.photos;

import fr.actionpopulaire.domain.photo.PhotoLimits;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * Prints a decoded picture in the size and position wanted, on white, in plain red, green and blue.
 * By hand and not by {@code Graphics2D}, which loads what only screens and fonts need.
 */
final class Enlarger {

  private final BufferedImage source;
  private final boolean grey;

  private Enlarger(BufferedImage source) {
    this.source = source;
    this.grey = source.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Never larger than the source. */
  static BufferedImage print(BufferedImage source, int orientation) {
    int longer = Math.max(source.getWidth(), source.getHeight());
    int kept = Math.min(longer, PhotoLimits.KEPT_SIDE);
    int width = Math.max(1, Math.round((float) source.getWidth() * kept / longer));
    int height = Math.max(1, Math.round((float) source.getHeight() * kept / longer));
    boolean turned = orientation >= 5;
    BufferedImage print =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
    new Enlarger(source).print(print, width, height, orientation);
    return print;
  }

  private void print(BufferedImage print, int width, int height, int orientation) {
    int[] line = new int[source.getWidth()];
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * source.getHeight() / height);
      int bottom = (int) ((y + 1L) * source.getHeight() / height);
      int[] sums = new int[width * 3];
      for (int from = top; from < bottom; from++) {
        read(from, line);
        for (int x = 0; x < width; x++) {
          for (int at = left(x, width); at < left(x + 1, width); at++) {
            sums[x * 3] += line[at] >> 16 & 0xff;
            sums[x * 3 + 1] += line[at] >> 8 & 0xff;
            sums[x * 3 + 2] += line[at] & 0xff;
          }
        }
      }
      for (int x = 0; x < width; x++) {
        int pixels = (bottom - top) * (left(x + 1, width) - left(x, width));
        int rgb =
            (sums[x * 3] + pixels / 2) / pixels << 16
                | (sums[x * 3 + 1] + pixels / 2) / pixels << 8
                | (sums[x * 3 + 2] + pixels / 2) / pixels;
        place(print, x, y, rgb, orientation);
      }
    }
  }

  private int left(int x, int width) {
    return (int) ((long) x * source.getWidth() / width);
  }

  /** As EXIF counts: 1 upright, 2 mirrored, 3 upside down, 6 and 8 a quarter turn… */
  private static void place(BufferedImage print, int x, int y, int rgb, int orientation) {
    int right = print.getWidth() - 1;
    int bottom = print.getHeight() - 1;
    switch (orientation) {
      case 2 -> print.setRGB(right - x, y, rgb);
      case 3 -> print.setRGB(right - x, bottom - y, rgb);
      case 4 -> print.setRGB(x, bottom - y, rgb);
      case 5 -> print.setRGB(y, x, rgb);
      case 6 -> print.setRGB(right - y, x, rgb);
      case 7 -> print.setRGB(right - y, bottom - x, rgb);
      case 8 -> print.setRGB(y, bottom - x, rgb);
      default -> print.setRGB(x, y, rgb);
    }
  }

  /** One line as red, green and blue on white. */
  private void read(int y, int[] line) {
    if (grey) {
      readGrey(y, line);
      return;
    }
    source.getRGB(0, y, line.length, 1, line, 0, line.length);
    for (int x = 0; x < line.length; x++) {
      int alpha = line[x] >>> 24;
      if (alpha != 255) {
        line[x] =
            onWhite(line[x] >> 16 & 0xff, alpha) << 16
                | onWhite(line[x] >> 8 & 0xff, alpha) << 8
                | onWhite(line[x] & 0xff, alpha);
      }
    }
  }

  /** Java takes grey for linear light and would brighten it, so samples are read as they are. */
  private void readGrey(int y, int[] line) {
    Raster raster = source.getRaster();
    int bits = raster.getSampleModel().getSampleSize(0);
    int most = (1 << bits) - 1;
    boolean transparent = raster.getNumBands() > 1;
    for (int x = 0; x < line.length; x++) {
      int value = raster.getSample(x, y, 0) * 255 / most;
      if (transparent) {
        value = onWhite(value, raster.getSample(x, y, 1) * 255 / most);
      }
      line[x] = value << 16 | value << 8 | value;
    }
  }

  private static int onWhite(int value, int alpha) {
    return (value * alpha + 255 * (255 - alpha) + 127) / 255;
  }
}
