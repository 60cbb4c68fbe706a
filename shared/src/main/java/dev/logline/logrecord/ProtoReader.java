package dev.logline.logrecord;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ProtoWriter} wrote; it trusts the bytes, for they are this process's own. */
final class ProtoReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;

  ProtoReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.at = offset;
    this.end = offset + length;
  }

  /** Moves to the next field; false at the end. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    tag = (int) varint();
    return true;
  }

  int field() {
    return tag >>> 3;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  long fixed64() {
    return littleEndian(Long.BYTES);
  }

  int fixed32() {
    return (int) littleEndian(Integer.BYTES);
  }

  String string() {
    int length = (int) varint();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    int length = (int) varint();
    at += length;
    return java.util.Arrays.copyOfRange(bytes, at - length, at);
  }

  ProtoReader message() {
    int length = (int) varint();
    at += length;
    return new ProtoReader(bytes, at - length, length);
  }

  void skip() {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> at += Long.BYTES;
      case 2 -> at += (int) varint();
      default -> at += Integer.BYTES;
    }
  }

  private long littleEndian(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[at++] & 0xFFL) << (8 * i);
    }
    return value;
  }
}
