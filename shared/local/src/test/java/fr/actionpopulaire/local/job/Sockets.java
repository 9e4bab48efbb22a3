package fr.actionpopulaire.local.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP connections of a process, as Linux tells them. */
final class Sockets {

  /** {@code TCP_LISTEN} of {@code net/tcp_states.h}, in hexadecimal as {@code /proc} writes it. */
  private static final String LISTEN = "0A";

  private Sockets() {}

  /** Remote ports of the connections a process holds, open or half open; not of what listens. */
  static List<Integer> remotePorts(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Set<String> own = inodes(process.resolve("fd"));
    List<Integer> ports = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] words = line.strip().split("\\s+");
        if (words.length > 9 && own.contains(words[9]) && !words[3].equals(LISTEN)) {
          ports.add(Integer.parseInt(words[2].substring(words[2].indexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.map(Sockets::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  /** A variable of a process as it was started. */
  static String variable(long pid, String name) throws IOException {
    String all =
        Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.UTF_8);
    return Stream.of(all.split("\0", -1))
        .filter(variable -> variable.startsWith(name + "="))
        .map(variable -> variable.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }
}
