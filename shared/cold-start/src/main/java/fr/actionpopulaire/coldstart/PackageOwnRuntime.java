package fr.actionpopulaire.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.actionpopulaire.local.template.FunctionSpec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code ./mvnw -Pown-runtime}: puts every function's package with a Java runtime of its own where
 * the managed one lay, {@code target/function}, which the template deploys. The next build without
 * that profile lays out the managed one again.
 */
public final class PackageOwnRuntime {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  private PackageOwnRuntime() {}

  /** Takes the system property {@code house}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path house = Path.of(System.getProperty("house", ""));
    Path work = house.resolve("shared/cold-start/target/work");
    OwnRuntime.delete(work);
    Files.createDirectories(work);
    OUT.println("Setting the stage…");
    try (Stage stage = Stage.set(house, work)) {
      Launch launch = Launch.of(house, work, stage.endpoints());
      OwnRuntime runtime = new OwnRuntime(launch, work);
      ZipSize zip = new ZipSize();
      for (FunctionSpec spec : stage.functions()) {
        Path folder = spec.code().resolveSibling("own-runtime");
        runtime.lay(stage.managed(spec), folder, stage.payloads().all(spec.name()));
        OwnRuntime.delete(spec.code());
        Files.move(folder, spec.code());
        OUT.printf("%s: %.1f MB%n", spec.name(), zip.of(spec.code()) / 1e6);
      }
    }
  }
}
