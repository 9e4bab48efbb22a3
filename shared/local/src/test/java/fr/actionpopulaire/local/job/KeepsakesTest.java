package fr.actionpopulaire.local.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import fr.actionpopulaire.domain.RandomId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link PrimedFunctionsTest} looks for is found where it is, in this very process. */
@Tag("thorough")
class KeepsakesTest {

  /** A bean that keeps what it should not, and some that it may. */
  private record Hoarder(
      Instant now,
      LocalDate today,
      long millis,
      String token,
      Random random,
      Instant longAgo,
      String word,
      String nobody) {}

  @Test
  void whatABeanKeepsIsFound(@TempDir Path folder) throws IOException {
    Instant now = ProcessHandle.current().info().startInstant().orElseThrow();
    Hoarder hoarder =
        new Hoarder(
            now,
            now.atOffset(ZoneOffset.UTC).toLocalDate(),
            now.toEpochMilli(),
            RandomId.following("a", 1),
            new Random(1),
            Instant.EPOCH,
            "abcdefghjkmnpqrstvwxyzabcd",
            "0".repeat(26));
    Path dump = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    Set<String> found = Keepsakes.in(dump, now);
    String type = hoarder.getClass().getName();
    found.removeIf(one -> !one.startsWith(type));
    assertEquals(
        Set.of(
            type + ".now: the time of the start",
            type + ".today: the day of the start",
            type + ".millis: the time of the start",
            type + ".token: an identifier or token",
            type + ".random: java.util.Random"),
        found);
  }

  @Test
  void anOpenConnectionIsFound() throws IOException {
    long self = ProcessHandle.current().pid();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFalse(Sockets.remotePorts(self).contains(server.getLocalPort()));
      try (Socket open = new Socket(server.getInetAddress(), server.getLocalPort())) {
        assertTrue(open.isConnected());
        assertTrue(Sockets.remotePorts(self).contains(server.getLocalPort()));
      }
    }
  }
}
