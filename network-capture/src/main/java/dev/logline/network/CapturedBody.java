package dev.logline.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * What has passed of a body, up to a limit; the rest is counted. One thread may write while another
 * reads.
 */
final class CapturedBody {
  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private long size;

  CapturedBody(int limit) {
    this.limit = limit;
  }

  synchronized void add(int singleByte) {
    if (room() > 0) {
      kept.write(singleByte);
    }
    size++;
  }

  synchronized void add(byte[] bytes, int offset, int length) {
    kept.write(bytes, offset, Math.min(length, room()));
    size += length;
  }

  /** Looks at what remains in {@code bytes} and leaves it there. */
  synchronized void add(ByteBuffer bytes) {
    byte[] head = new byte[Math.min(bytes.remaining(), room())];
    bytes.duplicate().get(head);
    kept.write(head, 0, head.length);
    size += bytes.remaining();
  }

  private int room() {
    return limit - kept.size();
  }

  /** All bytes that passed, kept or not. */
  synchronized long size() {
    return size;
  }

  /** What was kept, without a character that was cut at the end. */
  synchronized String text(Charset charset) {
    ByteBuffer bytes = ByteBuffer.wrap(kept.toByteArray());
    CharBuffer text = CharBuffer.allocate((int) (bytes.remaining() * charsPerByte(charset)) + 1);
    boolean whole = size <= limit;
    charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .decode(bytes, text, whole);
    return text.flip().toString();
  }

  private static double charsPerByte(Charset charset) {
    return charset.newDecoder().maxCharsPerByte();
  }
}
