package dev.logline.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A segment in an array, whose entries are written and read past the {@link ByteBuffer} and its
 * checks, for every record passes here. The state of an entry is a byte, because that is what a
 * byte array has atomic access to on every JDK: wider views of heap arrays lost it in JDK 22.
 */
final class HeapSegment extends Segment {
  private static final VarHandle BYTE = MethodHandles.arrayElementVarHandle(byte[].class);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] array;

  HeapSegment(byte[] zeroed, long nonce, long index) {
    super(ByteBuffer.wrap(zeroed), nonce, index);
    this.array = zeroed;
  }

  /** An error leaves the entry torn: who reserved it notes that. */
  @Override
  void write(int at, byte[] source, int from, int length, int meta, int scopeAt) {
    System.arraycopy(source, from, array, at + HEADER, length);
    INT.set(array, at, length);
    INT.set(array, at + Integer.BYTES, meta);
    INT.set(array, at + 2 * Integer.BYTES, scopeAt);
    commit(at, COMMITTED);
  }

  @Override
  void commit(int at, byte state) {
    BYTE.setVolatile(array, at + STATE, state);
  }

  @Override
  byte state(int at) {
    return (byte) BYTE.getAcquire(array, at + STATE);
  }

  @Override
  boolean isVoid(int at) {
    return array[at + STATE] == VOID;
  }

  @Override
  int length(int at) {
    return (int) INT.get(array, at) & LENGTH;
  }

  @Override
  int meta(int at) {
    return (int) INT.get(array, at + Integer.BYTES);
  }

  @Override
  int scopeAt(int at) {
    int elsewhere = (int) INT.get(array, at + 2 * Integer.BYTES);
    return elsewhere == 0 ? at + HEADER : elsewhere;
  }

  @Override
  void copy(int at, byte[] target, int to, int length) {
    System.arraycopy(array, at, target, to, length);
  }

  /** Its bytes, zeroed, for the next segment. */
  byte[] recycle() {
    Arrays.fill(array, 0, end(), (byte) 0);
    return array;
  }
}
