package fr.actionpopulaire.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files made here, of nobody: good ones, and ones that mean harm. */
final class Pictures {

  static final int RED = 0xe02020;
  static final int GREEN = 0x20c020;
  static final int BLUE = 0x2020e0;
  static final int YELLOW = 0xe0e020;

  private Pictures() {}

  /** Four quarters: red, green; blue, yellow. */
  static BufferedImage quarters(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        image.setRGB(
            x, y, 0xff000000 | (y < height / 2 ? (left ? RED : GREEN) : left ? BLUE : YELLOW));
      }
    }
    return image;
  }

  static byte[] jpeg(int width, int height) {
    return jpeg(quarters(width, height, BufferedImage.TYPE_INT_RGB), false);
  }

  static byte[] jpeg(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static byte[] png(int width, int height) {
    return png(quarters(width, height, BufferedImage.TYPE_INT_RGB));
  }

  static byte[] png(BufferedImage image) {
    return written(image, "png");
  }

  static byte[] gif(int width, int height) {
    return written(quarters(width, height, BufferedImage.TYPE_INT_RGB), "gif");
  }

  private static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("No writer of " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static BufferedImage read(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The JPEG with one more segment right after its beginning. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + content.length + 4);
    file.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    file.putShort((short) (content.length + 2)).put(content).put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  /** EXIF as a telephone writes it: orientation, then a position and a device in clear. */
  static byte[] exif(int orientation, boolean littleEndian) {
    byte[] place = text("GPS 48.8566 N 2.3522 E, Telephone Example 9, 2026-11-01 10:00");
    ByteBuffer tiff = ByteBuffer.allocate(6 + 8 + 2 + 2 * 12 + 4 + place.length);
    tiff.put(text("Exif\0\0"));
    if (littleEndian) {
      tiff.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }
    tiff.put(text(littleEndian ? "II" : "MM")).putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010f).putShort((short) 2).putInt(place.length).putInt(38);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0).put(place);
    return tiff.array();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  /** A PNG of those chunks, whatever they say. */
  static byte[] pngOf(byte[]... chunks) {
    return joined(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, joined(chunks));
  }

  static byte[] chunk(String type, byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(text(type));
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(text(type))
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  static byte[] header(int width, int height, int bits, int colourType) {
    return chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colourType)
            .put((byte) 0)
            .put((byte) 0)
            .put((byte) 0)
            .array());
  }

  /** A black PNG of one bit a pixel: a thousand times smaller than what it decodes to. */
  static byte[] tinyPng(int width, int height) {
    return pngOf(
        header(width, height, 1, 0),
        chunk("IDAT", deflated(new byte[height * (1 + Math.ceilDiv(width, 8))])),
        chunk("IEND", new byte[0]));
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /** The markers of a JPEG, in order, those within coded data left out. */
  static List<Integer> markers(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 0;
    while (at + 1 < jpeg.length) {
      int marker = Byte.toUnsignedInt(jpeg[at + 1]);
      if (jpeg[at] != (byte) 0xff || marker == 0 || marker == 0xff) {
        at++;
        continue;
      }
      if (marker >= 0xd0 && marker <= 0xd7) {
        at += 2;
        continue;
      }
      markers.add(marker);
      boolean bare = marker == 0xd8 || marker == 0xd9;
      at += bare ? 2 : 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
    }
    return markers;
  }
}
