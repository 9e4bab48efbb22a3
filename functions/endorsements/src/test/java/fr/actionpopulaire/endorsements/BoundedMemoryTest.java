package fr.actionpopulaire.endorsements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fr.actionpopulaire.testing.EmbeddedAwsTest;
import fr.actionpopulaire.testing.TestAws;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file of any size: what is held while reading it does not grow with what was read. */
@EmbeddedAwsTest
@Tag("thorough")
class BoundedMemoryTest {

  private static final int LINES = 200_000;
  private static final int NOTICE_EVERY = 200;
  private static final int EARLY = LINES / 10;
  private static final int LATE = LINES - 1;

  /** Far less than the 16 MB that lie between the two looks, in lines of at least 90 bytes. */
  private static final long ALLOWED = 6L * 1024 * 1024;

  private final ImportEndorsements imports;

  BoundedMemoryTest(TestAws aws) {
    imports =
        ApplicationContext.builder()
            .properties(aws.properties("endorsements"))
            .singletons(aws.clock())
            .build()
            .start()
            .getBean(ImportEndorsements.class);
  }

  @Test
  void memoryDoesNotGrowWithTheFile() throws IOException {
    Generated file = new Generated(false);
    ImportSummary summary = imports.read(file);
    assertEquals(LINES / NOTICE_EVERY, summary.accepted(), summary::toString);
    assertEquals(LINES - LINES / NOTICE_EVERY, summary.refused());
    assertTrue(file.growth() < ALLOWED, () -> "grew by " + file.growth() + " bytes");
  }

  /** Keeps every line it gave, as an import that collects before it stores would. */
  @Test
  void holdingTheLinesWouldBeSeen() throws IOException {
    Generated file = new Generated(true);
    imports.read(file);
    assertTrue(file.growth() > ALLOWED, () -> "grew by " + file.growth() + " bytes only");
  }

  /** Most lines are refused and cost no request; memory is looked at twice on the way. */
  private static final class Generated extends InputStream {

    private final boolean holding;
    private final List<byte[]> held = new ArrayList<>();
    private byte[] line = "email,basis,at,source,noticeVersion\n".getBytes(StandardCharsets.UTF_8);
    private int at;
    private int made;
    private long early;
    private long late;

    Generated(boolean holding) {
      this.holding = holding;
    }

    long growth() {
      return late - early;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == line.length && !next()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean next() {
      if (made == LINES) {
        return false;
      }
      boolean inOrder = made % NOTICE_EVERY == 0;
      String text =
          inOrder
              ? (holding ? "held" : "bounded")
                  + made
                  + "@example.org,endorser,2026-10-01,formulaire,2026-11\n"
              : "no address " + "x".repeat(60) + made + ",endorser,2026-10-01,formulaire,1\n";
      line = text.getBytes(StandardCharsets.UTF_8);
      if (holding) {
        held.add(line);
      }
      at = 0;
      if (made == EARLY) {
        early = used();
      } else if (made == LATE) {
        late = used();
      }
      made++;
      return true;
    }

    private static long used() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
