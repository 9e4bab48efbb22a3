import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format on every Java file of the house. Run by the build on the JDK 25 it found, because
 * the formatter reads Java with the compiler it runs on, and Maven itself may run on 17.
 *
 * <p>Arguments: {@code check} or {@code apply}, then the folders to read.
 */
final class Format {

  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().formatJavadoc(true).build());

  public static void main(String[] arguments) throws IOException {
    boolean apply = arguments[0].equals("apply");
    List<Path> wrong = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      try (Stream<Path> files = Files.walk(Path.of(arguments[i]))) {
        files.filter(Format::isOurs).filter(file -> differs(file, apply)).forEach(wrong::add);
      }
    }
    wrong.forEach(file -> System.out.println((apply ? "formatted " : "not formatted: ") + file));
    if (!apply && !wrong.isEmpty()) {
      System.out.println("Run ./mvnw -N -Pformat");
      System.exit(1);
    }
  }

  private static boolean isOurs(Path file) {
    return file.toString().endsWith(".java") && !file.toString().contains("/target/");
  }

  private static boolean differs(Path file, boolean apply) {
    try {
      String source = Files.readString(file);
      String unused = RemoveUnusedImports.removeUnusedImports(source);
      String ordered =
          ImportOrderer.reorderImports(unused, JavaFormatterOptions.Style.GOOGLE);
      String formatted = FORMATTER.formatSource(ordered);
      if (formatted.equals(source)) {
        return false;
      }
      if (apply) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (IOException | FormatterException e) {
      throw new IllegalStateException("Cannot format " + file, e);
    }
  }
}
