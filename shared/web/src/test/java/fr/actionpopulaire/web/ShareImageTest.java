package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Draws the picture that goes with shared pages, and sees to it that the committed one is that
 * drawing. After a change here, {@code -Dshare.write=true -Dtest=ShareImageTest} writes it anew.
 * Without a word in it: the campaign's name stands in the page's own title.
 */
class ShareImageTest {

  private static final Color ACCENT = new Color(0x7a1f4b);
  private static final Color PAPER = new Color(0xfffdf8);

  @Test
  void theCommittedPictureIsTheDrawingAndSmall() throws IOException {
    BufferedImage drawn = drawn();
    if (Boolean.getBoolean("share.write")) {
      Path file = Path.of("src/main/resources/assets/share.png");
      assertTrue(ImageIO.write(drawn, "png", file.toFile()));
      return;
    }
    byte[] committed = Assets.read("share.png");
    assertTrue(committed.length < 60_000, committed.length + " bytes");
    BufferedImage read = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(committed)));
    assertEquals(Assets.SHARE_WIDTH, read.getWidth());
    assertEquals(Assets.SHARE_HEIGHT, read.getHeight());
    assertArrayEquals(pixels(drawn), pixels(read));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  /** The icon's letter, 15 times as large, on the colour of our buttons, with a strip of paper. */
  private static BufferedImage drawn() {
    BufferedImage image =
        new BufferedImage(Assets.SHARE_WIDTH, Assets.SHARE_HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    brush.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    brush.setColor(ACCENT);
    brush.fillRect(0, 0, Assets.SHARE_WIDTH, Assets.SHARE_HEIGHT);
    brush.setColor(PAPER);
    brush.fillRect(0, Assets.SHARE_HEIGHT - 36, Assets.SHARE_WIDTH, 36);
    brush.translate(Assets.SHARE_WIDTH / 2.0 - 16 * 15, 297 - 15.5 * 15);
    brush.scale(15, 15);
    brush.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D letter = new Path2D.Double();
    letter.moveTo(8, 25);
    letter.lineTo(16, 6);
    letter.lineTo(24, 25);
    letter.moveTo(11, 18);
    letter.lineTo(21, 18);
    brush.draw(letter);
    brush.dispose();
    return image;
  }
}
