package fr.actionpopulaire.coldstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code java.desktop} holds besides pictures, half of it: windows, sound, printing, and the
 * native libraries of these and of fonts. Nothing here draws a letter or has a screen; code that
 * would, finds no class or no library.
 */
final class PicturesOnly {

  private static final String MODULE = "java.desktop";

  private static final Pattern UNUSED =
      Pattern.compile(
          "(javax/swing|com/sun/java/swing|com/sun/swing|sun/swing|javax/sound|com/sun/media/sound"
              + "|javax/print|sun/print|sun/awt/(X11|dnd|shell|screencast|www)"
              + "|sun/java2d/(opengl|x11|xr)|java/applet|javax/accessibility|com/sun/accessibility)/.*");

  private static final List<String> LIBRARIES =
      List.of(
          "libawt_xawt.so",
          "libfontmanager.so",
          "libfreetype.so",
          "libjawt.so",
          "libjsound.so",
          "libsplashscreen.so");

  private PicturesOnly() {}

  /**
   * The classes and resources to leave out, as {@code --exclude-resources} of jlink takes them. Of
   * each package the smallest file stays: a module has to have the packages it declares.
   */
  static List<String> excluded() throws IOException {
    Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules").resolve(MODULE);
    Map<Path, Long> unused = new HashMap<>();
    try (Stream<Path> files = Files.walk(module)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (UNUSED.matcher(module.relativize(file).toString()).matches()) {
          unused.put(file, Files.size(file));
        }
      }
    }
    Set<Path> packages = new HashSet<>();
    List<String> excluded = new ArrayList<>();
    unused.entrySet().stream()
        .sorted(Map.Entry.<Path, Long>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .filter(file -> !packages.add(Objects.requireNonNull(file.getParent())))
        .map(file -> "/" + MODULE + "/" + module.relativize(file))
        .forEach(excluded::add);
    excluded.sort(Comparator.naturalOrder());
    return excluded;
  }

  /** Takes the libraries away from a runtime. */
  static void trim(Path runtime) throws IOException {
    for (String library : LIBRARIES) {
      Files.delete(runtime.resolve("lib").resolve(library));
    }
  }
}
