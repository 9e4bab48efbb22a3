package fr.actionpopulaire.photos;

import fr.actionpopulaire.domain.photo.PhotoFormat;
import fr.actionpopulaire.domain.photo.PhotoLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a new picture of a file: a JPEG of at most {@link PhotoLimits#KEPT_SIDE} pixels along a
 * side, upright, that holds pixels and nothing else the sender wrote.
 *
 * <p>Java's own codecs, without a screen and without fonts; the samples in AWS's Lambda guide make
 * thumbnails with them on the managed runtime. The decoder skips pixels as it goes, so memory
 * follows the result and not the file; colour profiles are not followed, so wide-gamut photos come
 * out a little duller.
 */
final class Darkroom {

  private static final float QUALITY = 0.85f;

  private Darkroom() {}

  /** The new picture; empty when the file is not a whole picture of that format within bounds. */
  static Optional<byte[]> develop(byte[] file, PhotoFormat format) {
    if (!format.begins(file)) {
      return Optional.empty();
    }
    Optional<Plain> plain =
        switch (format) {
          case JPEG -> JpegFile.read(file);
          case PNG -> PngFile.read(file);
        };
    return plain.filter(Plain::isDecodable).flatMap(picture -> develop(picture, format));
  }

  /** Develops one black pixel, which loads the codecs. */
  static void rehearse() {
    try {
      BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      if (develop(encode(pixel), PhotoFormat.JPEG).isEmpty()) {
        throw new IllegalStateException("Our own picture could not be developed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<byte[]> develop(Plain plain, PhotoFormat format) {
    try {
      BufferedImage decoded = decode(plain, format);
      return Optional.of(encode(Enlarger.print(decoded, plain.orientation())));
    } catch (IOException | RuntimeException broken) {
      // Decoders meet hostile files with exceptions of every kind. Nothing of the file is told.
      return Optional.empty();
    }
  }

  private static BufferedImage decode(Plain plain, PhotoFormat format) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(name(format)).next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(plain.essentials()))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != plain.width() || reader.getHeight(0) != plain.height()) {
        throw new IOException("The decoder reads another size than was checked");
      }
      ImageReadParam param = reader.getDefaultReadParam();
      // Twice the size wanted, for the printing to average over.
      int step = Math.max(1, Math.max(plain.width(), plain.height()) / (2 * PhotoLimits.KEPT_SIDE));
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static byte[] encode(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(name(PhotoFormat.JPEG)).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.write(null, new IIOImage(picture, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static String name(PhotoFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }
}
