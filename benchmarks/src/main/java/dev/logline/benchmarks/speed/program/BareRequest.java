package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An OTLP request of one logger's records, with the head of HTTP in front of it. */
final class BareRequest {
  private static final int SIZE = 1 << 20;
  private static final int LARGEST_RECORD = 1 << 12;
  private static final String HEAD =
      """
      POST /v1/logs HTTP/1.1\r
      Host: 127.0.0.1\r
      Content-Type: application/x-protobuf\r
      Content-Length: %10d\r
      \r
      """;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes = new byte[SIZE + LARGEST_RECORD];
  private final int head = String.format(HEAD, 0).length();
  private final int records;
  private int at;

  BareRequest(String logger) {
    at = head + 10; // resource_logs and scope_logs, each a tag and a length of four bytes
    int scope = beginShort(0x0a);
    putShort(0x0a, logger);
    endShort(scope);
    records = at;
  }

  void clear() {
    at = records;
  }

  boolean isFull() {
    return at >= SIZE;
  }

  /** As it goes out. */
  ByteBuffer message() {
    byte[] line = String.format(HEAD, at - head).getBytes(ISO_8859_1);
    System.arraycopy(line, 0, bytes, 0, line.length);
    bytes[head] = 0x0a;
    putLength(head + 1, at - head - 5);
    bytes[head + 5] = 0x12;
    putLength(head + 6, at - head - 10);
    return ByteBuffer.wrap(bytes, 0, at);
  }

  private void putLength(int where, int length) {
    for (int i = 0; i < 4; i++) {
      bytes[where + i] = (byte) (((length >>> (7 * i)) & 0x7f) | (i < 3 ? 0x80 : 0));
    }
  }

  /** A field whose length takes two bytes. */
  int begin(int tag) {
    bytes[at] = (byte) tag;
    at += 3;
    return at;
  }

  void end(int start) {
    int length = at - start;
    bytes[start - 2] = (byte) (length | 0x80);
    bytes[start - 1] = (byte) (length >>> 7);
  }

  /** A field whose length takes one. */
  int beginShort(int tag) {
    bytes[at] = (byte) tag;
    at += 2;
    return at;
  }

  void endShort(int start) {
    bytes[start - 1] = (byte) (at - start);
  }

  /** Until its value. */
  int beginAttribute(byte[] key) {
    int start = beginShort(0x32);
    bytes[at] = 0x0a;
    bytes[at + 1] = (byte) key.length;
    System.arraycopy(key, 0, bytes, at + 2, key.length);
    at += 2 + key.length;
    beginShort(0x12);
    return start;
  }

  void endAttribute(int start) {
    endShort(start);
    int value = start + 2 + bytes[start + 1] + 2;
    endShort(value);
  }

  void put(int tag, int value) {
    bytes[at++] = (byte) tag;
    bytes[at++] = (byte) value;
  }

  void putFixed64(int tag, long value) {
    bytes[at] = (byte) tag;
    LONG.set(bytes, at + 1, value);
    at += 9;
  }

  void putVarint(int tag, long value) {
    bytes[at++] = (byte) tag;
    long rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes[at++] = (byte) (rest | 0x80);
    }
    bytes[at++] = (byte) rest;
  }

  void putShort(int tag, String text) {
    put(tag, text.length());
    putText(text, 0, text.length());
  }

  @SuppressWarnings("deprecation") // all of it is ASCII
  private void putText(String text, int from, int to) {
    text.getBytes(from, to, bytes, at);
    at += to - from;
  }

  /** With what stands for {@code {}} in its place. */
  void putMessage(String template, Object[] arguments) {
    int from = 0;
    for (Object argument : arguments) {
      int to = template.indexOf("{}", from);
      putText(template, from, to);
      if (argument instanceof Integer number) {
        putDigits(number);
      } else {
        String text = argument.toString();
        putText(text, 0, text.length());
      }
      from = to + 2;
    }
    putText(template, from, template.length());
  }

  private void putDigits(int number) {
    int digits = 1;
    for (int rest = number; rest > 9; rest /= 10) {
      digits++;
    }
    at += digits;
    int rest = number;
    for (int i = at - 1; i >= at - digits; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
