package fr.actionpopulaire.local.lambda;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock every function sees: the machine's, plus what it was moved by. The offset lies in a
 * file the functions' processes map into memory, so that a move is seen by all of them before
 * {@link #set} returns. Starts unmoved.
 */
public final class LocalClock extends Clock {
  private final Path file;
  private final MappedByteBuffer offset;
  private final Clock machine;
  private final AtomicLong moves;

  private LocalClock(Path file, MappedByteBuffer offset, Clock machine, AtomicLong moves) {
    this.file = file;
    this.offset = offset;
    this.machine = machine;
    this.moves = moves;
  }

  /** A clock in this file, which is made anew. */
  public static LocalClock in(Path file) throws IOException {
    Files.write(file, new byte[Long.BYTES]);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
      mapped.order(ByteOrder.BIG_ENDIAN);
      return new LocalClock(file, mapped, Clock.systemUTC(), new AtomicLong());
    }
  }

  /** Eight bytes, big-endian: milliseconds added to the machine's time. */
  public Path file() {
    return file;
  }

  /** Makes it this time now; it runs on from there. */
  public void set(Instant now) {
    offset.putLong(0, now.toEpochMilli() - machine.millis());
    moves.incrementAndGet();
  }

  /** How often it was set: what watches the clock tells a jump from the course of time by it. */
  public long moves() {
    return moves.get();
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new LocalClock(file, offset, machine.withZone(zone), moves);
  }

  @Override
  public Instant instant() {
    return machine.instant().plusMillis(offset.getLong(0));
  }
}
