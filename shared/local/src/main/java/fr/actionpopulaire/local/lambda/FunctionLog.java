package fr.actionpopulaire.local.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Everything a function's processes wrote, line by line, in one file that starts empty. */
final class FunctionLog implements AutoCloseable {
  /** What the Invoke API hands out on request: the last 4 KB. */
  private static final int TAIL = 4096;

  private final String prefix;
  private final PrintWriter file;
  private final Deque<String> tail = new ArrayDeque<>();
  private int tailLength;

  FunctionLog(String name, Path file) throws IOException {
    this.prefix = name + " | ";
    this.file = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
  }

  /** Copies a process's output until it ends. */
  void follow(InputStream output) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  add(line);
                }
              } catch (IOException e) {
                add("(log cut off: the process was ended)");
              }
            });
  }

  synchronized void add(String line) {
    file.println(prefix + line);
    tail.add(line);
    tailLength += line.length() + 1;
    while (tailLength > TAIL && tail.size() > 1) {
      tailLength -= tail.remove().length() + 1;
    }
  }

  synchronized String tail() {
    return String.join("\n", tail);
  }

  @Override
  public synchronized void close() {
    file.close();
  }
}
