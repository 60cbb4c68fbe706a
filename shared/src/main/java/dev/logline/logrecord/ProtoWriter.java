package dev.logline.logrecord;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Protobuf wire format, written forward into one growing array: no message objects, no second pass.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers encoding
 * </a>. Text is always valid UTF-8: a lone surrogate becomes U+FFFD, because a strict parser
 * refuses a whole request for one bad character.
 */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;
  private char[] chars = {}; // of a text that is looked at

  public ProtoWriter(int capacity) {
    this(new byte[capacity]);
  }

  /** Writes over what is in {@code bytes}, as long as there is room. */
  public ProtoWriter(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The array that holds what was written; it is replaced when it must grow. */
  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** A copy of what was written. */
  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Forgets what was written after {@code size}. */
  public void truncate(int size) {
    this.size = size;
  }

  public void writeFixed64(int field, long value) {
    ensure(9 + 1);
    tag(field, FIXED64);
    fixed64(value);
  }

  public void writeFixed32(int field, int value) {
    ensure(5 + 1);
    tag(field, FIXED32);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  public void writeVarint(int field, long value) {
    ensure(11);
    tag(field, VARINT);
    varint(value);
  }

  public void writeDouble(int field, double value) {
    writeFixed64(field, Double.doubleToRawLongBits(value));
  }

  public void writeString(int field, String text) {
    writeString(field, text, Utf8.size(text));
  }

  /** As {@link #writeString(int, String)}, for a caller who knows {@code Utf8.size(text)}. */
  void writeString(int field, String text, int utf8Size) {
    writeLength(field, utf8Size);
    ensure(utf8Size);
    Utf8.encode(text, utf8Size, bytes, size);
    size += utf8Size;
  }

  public void writeBytes(int field, byte[] value, int offset, int length) {
    writeLength(field, length);
    append(value, offset, length);
  }

  /** Writes a field of bytes from hexadecimal digits, two a byte, such as a trace id. */
  public void writeHex(int field, String hex) {
    int length = hex.length() / 2;
    writeLength(field, length);
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) (digit(hex.charAt(2 * i)) << 4 | digit(hex.charAt(2 * i + 1)));
    }
  }

  private static int digit(char hex) {
    return (hex & 0xF) + (hex >>> 6) * 9; // letters of either case begin at 1
  }

  /** Writes the tag and length of a nested message or text; the caller writes its bytes next. */
  public void writeLength(int field, int length) {
    ensure(10);
    tag(field, LENGTH_DELIMITED);
    varint(length);
  }

  /** Writes a tag and a length of less than 128 at {@code at}, where two bytes were left. */
  void putShortLength(int at, int field, int length) {
    bytes[at] = (byte) (field << 3 | LENGTH_DELIMITED);
    bytes[at + 1] = (byte) length;
  }

  /** Copies bytes that are encoded already. */
  public void append(byte[] value, int offset, int length) {
    ensure(length);
    System.arraycopy(value, offset, bytes, size, length);
    size += length;
  }

  /** Appends text alone, without tag and length. */
  void appendText(String text) {
    int utf8Size = Utf8.size(text);
    ensure(utf8Size);
    Utf8.encode(text, utf8Size, bytes, size);
    size += utf8Size;
  }

  /** Appends text alone, without tag and length, and without making anything of it. */
  void appendText(StringBuilder text) {
    int length = text.length();
    if (chars.length < length) {
      chars = new char[Math.max(length, 256)];
    }
    text.getChars(0, length, chars, 0);
    ensure(length);
    char[] source = chars;
    byte[] target = bytes;
    int at = size;
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= source[i];
      target[at + i] = (byte) source[i];
    }
    if (all < 0x80) {
      size += length;
    } else {
      ensure(3 * length);
      size = Utf8.encode(source, length, bytes, at);
    }
  }

  /**
   * Appends the decimal digits of a number, without tag and length. It is not negative, but may be
   * {@link Long#MIN_VALUE}, which stands for 2^63.
   */
  void appendDigits(long value) {
    if (value < 0) {
      appendText(Long.toUnsignedString(value));
      return;
    }
    ensure(20);
    long left = value;
    int digits = 1;
    for (long power = 10; digits < 19 && left >= power; power *= 10) {
      digits++;
    }
    size += digits;
    int at = size;
    for (; left > Integer.MAX_VALUE; left /= 10) {
      bytes[--at] = (byte) ('0' + left % 10);
    }
    int rest = (int) left; // whose division costs half
    for (; rest >= 10; rest /= 10) {
      bytes[--at] = (byte) ('0' + rest % 10);
    }
    bytes[--at] = (byte) ('0' + rest);
  }

  /** Puts bytes in front of what was written from {@code at} on. */
  void insert(int at, byte[] value) {
    move(at, at + value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  /** Moves what was written from {@code from} on to {@code to}, and ends there. */
  void move(int from, int to) {
    if (from == to) {
      return;
    }
    int length = size - from;
    ensure(to - from);
    System.arraycopy(bytes, from, bytes, to, length);
    size = to + length;
  }

  /** Leaves room for {@code length} bytes that the caller puts into {@link #array}; where. */
  public int skip(int length) {
    ensure(length);
    size += length;
    return size - length;
  }

  /** Bytes that a length-delimited field takes: tag, length and content. */
  public static int sizeOfField(int field, int length) {
    return varintSize((long) field << 3) + varintSize(length) + length;
  }

  /** Bytes of a value as varint; negative values take ten. */
  public static int varintSize(long value) {
    return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + 6) / 7;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    while ((value & ~0x7FL) != 0) {
      bytes[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    bytes[size++] = (byte) value;
  }

  private void fixed64(long value) {
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
