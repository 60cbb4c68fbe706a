package dev.logline.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What has passed of a body, up to a limit; the rest is counted. One thread may write while another
 * reads.
 */
final class CapturedBody {
  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private long size;
  private boolean characters;

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

  /** Adds what passed as characters, whose bytes nobody here has seen; they count as UTF-8. */
  synchronized void add(String text) {
    characters = true;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes, 0, bytes.length);
  }

  private int room() {
    return limit - kept.size();
  }

  /** All bytes that passed, kept or not. */
  synchronized long size() {
    return size;
  }

  /**
   * What was kept, without a character that was cut at the end.
   *
   * @param charset of the bytes, where they did not pass as characters
   */
  synchronized String text(Charset charset) {
    CharsetDecoder decoder =
        (characters ? StandardCharsets.UTF_8 : charset)
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    CharBuffer text = CharBuffer.allocate((int) (kept.size() * decoder.maxCharsPerByte()) + 1);
    boolean whole = size <= limit;
    decoder.decode(ByteBuffer.wrap(kept.toByteArray()), text, whole);
    return text.flip().toString();
  }
}
