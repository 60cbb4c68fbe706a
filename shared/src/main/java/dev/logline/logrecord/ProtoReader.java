package dev.logline.logrecord;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of one protobuf message within its bounds, and refuses what is not one.
 *
 * <p>Source of the format: protobuf.dev, "Encoding". Groups, deprecated since proto2, are refused:
 * that catches most text that is read as if it were protobuf.
 */
public final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] buffer;
  private final int end;
  private int position;
  private int field;
  private int wireType;

  public ProtoReader(byte[] message) {
    this(message, 0, message.length);
  }

  ProtoReader(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next field, whose value is then read or skipped; false at the end. */
  public boolean next() throws IOException {
    if (position == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw new StreamCorruptedException("no protobuf field has the tag " + tag);
    }
    return true;
  }

  public boolean isVarint(int number) {
    return field == number && wireType == VARINT;
  }

  public boolean isBytes(int number) {
    return field == number && wireType == BYTES;
  }

  public long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw truncated();
      }
      byte b = buffer[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new StreamCorruptedException("a protobuf varint has at most 10 bytes");
  }

  int field() {
    return field;
  }

  long fixed64() throws IOException {
    return littleEndian(Long.BYTES);
  }

  int fixed32() throws IOException {
    return (int) littleEndian(Integer.BYTES);
  }

  private long littleEndian(int bytes) throws IOException {
    advance(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (buffer[position - bytes + i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  String string() throws IOException {
    int length = length();
    position += length;
    return new String(buffer, position - length, length, StandardCharsets.UTF_8);
  }

  public ProtoReader message() throws IOException {
    int length = length();
    int start = position;
    position += length;
    return new ProtoReader(buffer, start, position);
  }

  public byte[] bytes() throws IOException {
    int length = length();
    int start = position;
    position += length;
    return Arrays.copyOfRange(buffer, start, position);
  }

  public void skip() throws IOException {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new StreamCorruptedException("no protobuf wire type " + wireType);
    }
  }

  private int length() throws IOException {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw truncated();
    }
    return (int) length;
  }

  private void advance(int bytes) throws IOException {
    if (bytes > end - position) {
      throw truncated();
    }
    position += bytes;
  }

  private static IOException truncated() {
    return new StreamCorruptedException("the protobuf message ends inside a field");
  }
}
