package fr.actionpopulaire.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The files pages need, named by their content so that browsers may keep them for a year. */
public final class Assets {

  /** The path of the one stylesheet. */
  public static final String STYLESHEET = "/assets/site." + fingerprint("site.css") + ".css";

  /** The path of the icon. */
  public static final String ICON = "/assets/icon." + fingerprint("icon.svg") + ".svg";

  /** The path of the picture that goes with a page whose address is shared. */
  public static final String SHARE = "/assets/share." + fingerprint("share.png") + ".png";

  /** What that picture shows, in French. */
  public static final String SHARE_ALT =
      "L’emblème du réseau d’action : un A blanc, comme un sommet, sur fond prune.";

  public static final int SHARE_WIDTH = 1200;
  public static final int SHARE_HEIGHT = 630;

  private Assets() {}

  /** The content of a file under {@code assets/}. */
  public static byte[] read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("/assets/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("No such asset");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fingerprint(String name) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(read(name)), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
