import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says in one sentence that no JDK 25 is installed, before the toolchains plugin says it in its own way. Looks where that
 * plugin looks; with a toolchains.xml of one's own, leaves the matter to it. Runs on the Java that runs Maven, 17 or later.
 */
final class RequireJdk25 {

  private static final int REQUIRED = Integer.getInteger("required", 25);
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final List<String> PLACES =
      List.of(
          "/usr/lib/jvm",
          "/usr/java",
          "/opt",
          "/opt/java",
          "/Library/Java/JavaVirtualMachines",
          "~/.sdkman/candidates/java",
          "~/.jdks",
          "~/.jenv/versions",
          "~/.jabba/jdk",
          "~/.asdf/installs/java",
          "~/.local/share/mise/installs/java");

  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("user.home"));
    if (Files.exists(home.resolve(".m2/toolchains.xml"))) {
      return;
    }
    Stream<Path> named =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().matches("(JAVA|JDK).*HOME.*"))
            .map(Map.Entry::getValue)
            .map(Path::of);
    Stream<Path> installed =
        PLACES.stream()
            .map(place -> Path.of(place.replaceFirst("^~", home.toString())))
            .flatMap(RequireJdk25::inside);
    if (Stream.concat(named, installed).noneMatch(RequireJdk25::serves)) {
      System.out.println();
      System.out.println(
          "JDK %d is needed to build Action populaire, and none is installed here.".formatted(REQUIRED));
      System.out.println(
          "Install one beside the Java you have (for example the package temurin-%d-jdk); the build finds it by itself."
              .formatted(REQUIRED));
      System.out.println();
      System.exit(1);
    }
  }

  private static Stream<Path> inside(Path folder) {
    try {
      return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  private static boolean serves(Path jdk) {
    return Stream.of(jdk, jdk.resolve("Contents/Home"))
        .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
        .anyMatch(home -> version(home.resolve("release")) >= REQUIRED);
  }

  private static int version(Path release) {
    try {
      Matcher matcher = VERSION.matcher(Files.readString(release));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException missing) {
      return 0;
    }
  }
}
