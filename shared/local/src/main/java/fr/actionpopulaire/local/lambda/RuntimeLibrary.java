package fr.actionpopulaire.local.lambda;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native part of AWS's Runtime Interface Client. Left alone, every process unpacks it to one
 * fixed path under {@code /tmp}, and two that start together load each other's half-written file;
 * here it is unpacked once, and the processes are told where it lies. It exists for Linux alone.
 */
public final class RuntimeLibrary {
  /** System property by which the client finds a library that is unpacked already. */
  public static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeLibrary() {}

  /** Puts it into this folder, whole or not at all, and says where it is. */
  public static Path unpack(String classPath, Path folder) throws IOException {
    Path library = folder.resolve("libaws-lambda-jni.so");
    Path partial = Files.createTempFile(folder, "libaws-lambda-jni", ".part");
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      try (ZipFile zip = new ZipFile(jar)) {
        ZipEntry entry = zip.getEntry("jni/libaws-lambda-jni." + platform() + ".so");
        if (entry != null) {
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
          }
          return Files.move(
              partial,
              library,
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    Files.delete(partial);
    throw new FileNotFoundException(
        "AWS's Runtime Interface Client has nothing for this machine (" + platform() + ")");
  }

  private static String platform() {
    String system = System.getProperty("os.name").startsWith("Linux") ? "linux" : "other";
    boolean musl = Files.exists(Path.of("/etc/alpine-release"));
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    return system + (musl ? "_musl-" : "-") + processor;
  }
}
