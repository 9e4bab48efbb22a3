package fr.actionpopulaire.local.house;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs chosen tests in a JVM of its own, one trial after the other, and writes down what became of
 * each test, a line each: {@code passed}, {@code failed} or {@code broken}, its name, its tags, the
 * reason. Broken is what fails although no test said no: a class that cannot be found or linked,
 * beans that cannot be made.
 */
final class ChosenTests {

  private ChosenTests() {}

  /**
   * The first argument is the class path that each trial loads anew, behind its own changed
   * classes; empty when all of it is this JVM's. Each other one is a trial: its folder, then its
   * tests as {@code Class} or {@code Class#method}, between blanks.
   */
  public static void main(String[] arguments) throws IOException {
    for (String trial : Arrays.asList(arguments).subList(1, arguments.length)) {
      List<String> words = List.of(trial.split(" "));
      Path folder = Path.of(words.getFirst());
      List<String> lines = new ArrayList<>();
      try {
        run(folder, arguments[0], words.subList(1, words.size()), lines);
      } catch (IOException | ReflectiveOperationException | LinkageError | RuntimeException e) {
        lines.add(line("broken", "start", "", e));
      }
      Files.write(folder.resolve("told.txt"), lines);
    }
    // What a test left running ends with its JVM.
    System.exit(0);
  }

  private static void run(Path folder, String anew, List<String> tests, List<String> lines)
      throws IOException, ReflectiveOperationException {
    ClassLoader own = ChosenTests.class.getClassLoader();
    if (anew.isEmpty()) {
      run(own, tests, lines);
      return;
    }
    System.setProperty("house", folder.resolve("house").toString());
    try (URLClassLoader loader = new URLClassLoader(urls(folder, anew), own)) {
      Thread.currentThread().setContextClassLoader(loader);
      run(loader, tests, lines);
    } finally {
      Thread.currentThread().setContextClassLoader(own);
    }
  }

  private static URL[] urls(Path folder, String anew) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.resolve("changed").toUri().toURL());
    for (String entry : anew.split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static void run(ClassLoader loader, List<String> tests, List<String> lines)
      throws ReflectiveOperationException {
    List<DiscoverySelector> chosen = new ArrayList<>();
    for (String test : tests) {
      chosen.add(selector(loader, test));
    }
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(chosen).build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                  lines.add(ChosenTests.line(test, result));
                }
              }
            });
  }

  private static DiscoverySelector selector(ClassLoader loader, String test)
      throws ReflectiveOperationException {
    int hash = test.indexOf('#');
    Class<?> type = Class.forName(hash < 0 ? test : test.substring(0, hash), false, loader);
    if (hash < 0) {
      return selectClass(type);
    }
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(test.substring(hash + 1))) {
        return selectMethod(type, method);
      }
    }
    throw new NoSuchMethodException(test);
  }

  private static String line(TestIdentifier test, TestExecutionResult result) {
    String tags = test.getTags().stream().map(TestTag::getName).collect(Collectors.joining(" "));
    Throwable reason = result.getThrowable().orElse(null);
    if (reason == null) {
      return line("passed", test.getUniqueId(), tags, null);
    }
    boolean said = test.isTest() && !isBroken(reason);
    return line(said ? "failed" : "broken", test.getUniqueId(), tags, reason);
  }

  /** Whether the code could not be put together, instead of doing something else. */
  private static boolean isBroken(Throwable reason) {
    for (Throwable cause = reason; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError
          || cause instanceof ClassNotFoundException
          || cause.getClass().getName().startsWith("io.micronaut.context.exceptions.")) {
        return true;
      }
    }
    return false;
  }

  private static String line(String verdict, String name, String tags, @Nullable Throwable reason) {
    String why = reason == null ? "" : String.valueOf(reason);
    return String.join("\t", verdict, name, tags, why).replaceAll("\\R", " ");
  }
}
