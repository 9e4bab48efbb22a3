package fr.actionpopulaire.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The classes of this house in a function's package. They are found in its jars, not written down
 * in a list somebody would have to keep.
 */
final class OwnClasses {

  private static final String HOUSE = "fr/actionpopulaire/";
  private static final String CLASS = ".class";

  private OwnClasses() {}

  /**
   * Loads all of them and initialises none, so that nothing is drawn, read or opened here. Outside
   * of a package there are no jars, and nothing is loaded.
   */
  static void load() {
    ClassLoader loader = OwnClasses.class.getClassLoader();
    try {
      for (URL folder : Collections.list(loader.getResources(HOUSE))) {
        if (folder.openConnection() instanceof JarURLConnection connection) {
          connection.setUseCaches(false);
          try (JarFile jar = connection.getJarFile()) {
            load(names(jar), loader);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(JarFile jar) {
    return jar.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(HOUSE) && name.endsWith(CLASS))
        .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
        .toList();
  }

  private static void load(List<String> names, ClassLoader loader) {
    for (String name : names) {
      try {
        var unused = Class.forName(name, false, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException("A jar lists what it does not hold", e);
      }
    }
  }
}
