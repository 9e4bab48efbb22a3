package fr.actionpopulaire.local.job;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a heap dump of HotSpot's (HPROF 1.0.2, ids of 8 bytes) from its beginning to its end, and
 * shows each object once. What a class looks like stands before its objects.
 */
final class HeapDump {

  /** Is shown what lies in the heap. */
  interface Visitor {

    /**
     * An object.
     *
     * @param fields its own and inherited ones, by name; numbers as {@code Long}, references as the
     *     id of the object, which is 0 for null
     */
    void object(long id, String type, Map<String, Long> fields);

    /** An array of bytes, as that of every text is. */
    void bytes(long id, byte[] content);

    /** An array of objects. */
    void array(long id, String type, long[] elements);
  }

  private record Field(String name, int type) {}

  private record Shape(String name, long parent, List<Field> fields) {}

  private static final int OBJECT = 2;
  private static final int BYTE = 8;

  private final DataInputStream in;
  private final Visitor visitor;
  private final Map<Long, String> words = new HashMap<>();
  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, Shape> shapes = new HashMap<>();
  private long left;

  private HeapDump(DataInputStream in, Visitor visitor) {
    this.in = in;
    this.visitor = visitor;
  }

  static void read(Path file, Visitor visitor) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      new HeapDump(in, visitor).read();
    }
  }

  private void read() throws IOException {
    while (in.readByte() != 0) {
      // The format's name.
    }
    if (in.readInt() != Long.BYTES) {
      throw new IOException("Ids of 8 bytes were expected");
    }
    in.readLong();
    for (int tag = in.read(); tag >= 0; tag = in.read()) {
      in.readInt();
      left = Integer.toUnsignedLong(in.readInt());
      switch (tag) {
        case 0x01 -> words.put(id(), new String(take((int) left), StandardCharsets.UTF_8));
        case 0x02 -> {
          skip(4);
          long type = id();
          skip(4);
          names.put(type, String.valueOf(words.get(id())).replace('/', '.'));
        }
        case 0x0C, 0x1C -> {
          while (left > 0) {
            entry();
          }
        }
        default -> skip(left);
      }
    }
  }

  private void entry() throws IOException {
    int tag = take(1)[0] & 0xFF;
    switch (tag) {
      case 0xFF, 0x05, 0x07 -> skip(8);
      case 0x01 -> skip(16);
      case 0x02, 0x03, 0x08 -> skip(16);
      case 0x04, 0x06 -> skip(12);
      case 0x20 -> type();
      case 0x21 -> object();
      case 0x22 -> array();
      case 0x23 -> numbers();
      default -> throw new IOException("An entry of an unknown kind: " + tag);
    }
  }

  private void type() throws IOException {
    long id = id();
    skip(4);
    long parent = id();
    skip(5 * 8 + 4);
    for (int constants = shortOf(take(2)); constants > 0; constants--) {
      skip(2);
      skip(size(take(1)[0]));
    }
    for (int statics = shortOf(take(2)); statics > 0; statics--) {
      id();
      skip(size(take(1)[0]));
    }
    List<Field> fields = new ArrayList<>();
    for (int count = shortOf(take(2)); count > 0; count--) {
      fields.add(new Field(String.valueOf(words.get(id())), take(1)[0]));
    }
    shapes.put(id, new Shape(String.valueOf(names.get(id)), parent, fields));
  }

  private void object() throws IOException {
    long id = id();
    skip(4);
    long type = id();
    ByteBuffer content = ByteBuffer.wrap(take(ByteBuffer.wrap(take(4)).getInt()));
    Map<String, Long> fields = new HashMap<>();
    for (Shape shape = shapes.get(type); shape != null; shape = shapes.get(shape.parent())) {
      for (Field field : shape.fields()) {
        fields.putIfAbsent(field.name(), value(content, field.type()));
      }
    }
    visitor.object(id, String.valueOf(names.get(type)), fields);
  }

  private static long value(ByteBuffer content, int type) throws IOException {
    return switch (size((byte) type)) {
      case 1 -> content.get();
      case 2 -> content.getShort();
      case 4 -> content.getInt();
      default -> content.getLong();
    };
  }

  private void array() throws IOException {
    long id = id();
    skip(4);
    int length = ByteBuffer.wrap(take(4)).getInt();
    String type = String.valueOf(names.get(id()));
    long[] elements = new long[length];
    ByteBuffer.wrap(take(length * Long.BYTES)).asLongBuffer().get(elements);
    visitor.array(id, type, elements);
  }

  private void numbers() throws IOException {
    long id = id();
    skip(4);
    int length = ByteBuffer.wrap(take(4)).getInt();
    int type = take(1)[0];
    if (type == BYTE) {
      visitor.bytes(id, take(length));
    } else {
      skip((long) length * size((byte) type));
    }
  }

  private static int size(byte type) throws IOException {
    return switch (type) {
      case OBJECT, 7, 11 -> 8;
      case 4, BYTE -> 1;
      case 5, 9 -> 2;
      case 6, 10 -> 4;
      default -> throw new IOException("A field of an unknown kind: " + type);
    };
  }

  private static int shortOf(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getShort() & 0xFFFF;
  }

  private long id() throws IOException {
    return ByteBuffer.wrap(take(Long.BYTES)).getLong();
  }

  private byte[] take(int length) throws IOException {
    byte[] taken = new byte[length];
    in.readFully(taken);
    left -= length;
    return taken;
  }

  private void skip(long length) throws IOException {
    in.skipNBytes(length);
    left -= length;
  }
}
