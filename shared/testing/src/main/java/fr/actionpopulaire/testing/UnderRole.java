package fr.actionpopulaire.testing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which role the code that runs now has. {@link Handler} gives the function under test its own for
 * as long as it handles an event; what a test does besides, through its own clients or through the
 * function's beans, is the test's affair and unbounded.
 */
final class UnderRole {

  /** Inherited, so that threads a handler starts have its role. */
  private static final InheritableThreadLocal<@Nullable Role> NOW = new InheritableThreadLocal<>();

  private static final Optional<Path> MODULE = module();
  private static final Optional<Role> OWN =
      MODULE.map(folder -> Role.ofFunction(String.valueOf(folder.getFileName())));

  private UnderRole() {}

  /** The folder of the function whose tests this JVM runs; empty in every other module. */
  static Optional<Path> function() {
    return MODULE;
  }

  private static Optional<Path> module() {
    Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    Path parent = folder.getParent();
    return parent != null && parent.equals(House.path().toAbsolutePath().resolve("functions"))
        ? Optional.of(folder)
        : Optional.empty();
  }

  /** The role in force on this thread; empty where everything is allowed. */
  static Optional<Role> now() {
    return Optional.ofNullable(NOW.get());
  }

  /** Runs work under the role of this module's function, freely where the module is none. */
  static <T> T own(Supplier<T> work) {
    return OWN.isPresent() ? with(OWN.get(), work) : work.get();
  }

  /** Runs work of the test's own, bounded by no role, on whatever thread. */
  static <T> T freely(Supplier<T> work) {
    return with(null, work);
  }

  /** Runs work under that role. */
  static <T> T with(@Nullable Role role, Supplier<T> work) {
    Role before = NOW.get();
    NOW.set(role);
    try {
      return work.get();
    } finally {
      NOW.set(before);
    }
  }
}
