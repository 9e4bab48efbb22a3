package fr.actionpopulaire.web;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A QR code (ISO/IEC 18004) to be drawn, with the quiet zone of four modules the standard asks for.
 * A quarter of it may be torn off or dirty.
 *
 * @param side width and height in modules, quiet zone included
 * @param path its dark modules as the path of an SVG of that size
 */
public record QrCode(int side, String path) {

  private static final int QUIET = 4;

  /**
   * The code of a text.
   *
   * @param text at most some hundred characters; longer ones make codes too fine for a poster
   */
  public static QrCode of(String text) {
    io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.QUARTILE);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int from = x;
        while (code.getModule(x, y)) {
          x++;
        }
        if (x > from) {
          path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
          path.append('h').append(x - from).append("v1h").append(from - x).append('z');
        }
      }
    }
    return new QrCode(code.size + 2 * QUIET, path.toString());
  }
}
