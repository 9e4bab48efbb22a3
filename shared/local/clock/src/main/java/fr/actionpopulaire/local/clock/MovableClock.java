package fr.actionpopulaire.local.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The machine's UTC clock plus an offset that another process may change at any time. The offset is
 * a big-endian count of milliseconds in the first eight bytes of a file mapped into memory: a
 * change is seen by the very next reading, in every process that maps the file.
 */
public final class MovableClock extends Clock {
  private static final VarHandle MILLIS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final ByteBuffer offset;
  private final Clock machine;

  private MovableClock(ByteBuffer offset, Clock machine) {
    this.offset = offset;
    this.machine = machine;
  }

  /**
   * A clock moved by {@code file}, which must exist and hold at least eight bytes.
   *
   * @throws UncheckedIOException when the file cannot be mapped
   */
  public static MovableClock readingFrom(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
      return new MovableClock(mapped, Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException("the local clock's file cannot be read: " + file, e);
    }
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : new MovableClock(offset, machine.withZone(zone));
  }

  @Override
  public Instant instant() {
    return machine.instant().plusMillis((long) MILLIS.getVolatile(offset, 0));
  }
}
