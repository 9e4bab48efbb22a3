package fr.actionpopulaire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The drawing against the code it draws; that telephones read it is tested in the browser. */
class QrCodeTest {

  private static final String TEXT =
      "https://abcdefghij.execute-api.eu-west-3.amazonaws.com/inscription?evenement="
          + "0123456789abcdefghjkmnpqrs";

  @Test
  void everyDarkModuleIsDrawnOnceInsideTheQuietZone() {
    QrCode drawn = QrCode.of(TEXT);
    var code = io.nayuki.qrcodegen.QrCode.encodeText(TEXT, io.nayuki.qrcodegen.QrCode.Ecc.QUARTILE);
    assertEquals(code.size + 8, drawn.side());
    boolean[][] dark = new boolean[drawn.side()][drawn.side()];
    Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z").matcher(drawn.path());
    int end = 0;
    while (run.find()) {
      assertEquals(end, run.start(), "nothing else stands in the path");
      end = run.end();
      assertEquals(run.group(3), run.group(4));
      int x = Integer.parseInt(run.group(1));
      for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
        boolean[] row = dark[Integer.parseInt(run.group(2))];
        assertTrue(!row[x + i], "drawn twice");
        row[x + i] = true;
      }
    }
    assertEquals(drawn.path().length(), end);
    for (int y = 0; y < drawn.side(); y++) {
      for (int x = 0; x < drawn.side(); x++) {
        assertEquals(code.getModule(x - 4, y - 4), dark[y][x], x + " " + y);
      }
    }
  }
}
