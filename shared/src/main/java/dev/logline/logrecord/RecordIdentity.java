package dev.logline.logrecord;

import java.io.IOException;

/**
 * What tells an encoded record from others without a word of its content.
 *
 * @param logger the name of its scope; text that is not ours
 * @param epochNanos when it happened, else when it was seen; 0 where neither is known
 */
public record RecordIdentity(String logger, long epochNanos) {

  /**
   * Reads it from the scope and behind it the record, as they were offered to the buffer.
   *
   * @throws IOException if the bytes are no record
   */
  public static RecordIdentity read(byte[] bytes, int scopeLength) throws IOException {
    long happened = 0;
    long seen = 0;
    for (ProtoReader in = new ProtoReader(bytes, scopeLength, bytes.length); in.next(); ) {
      switch (in.field()) {
        case Otlp.TIME_UNIX_NANO -> happened = in.fixed64();
        case Otlp.OBSERVED_TIME_UNIX_NANO -> seen = in.fixed64();
        default -> in.skip();
      }
    }
    String logger = RecordReplay.scopeName(new ProtoReader(bytes, 0, scopeLength));
    return new RecordIdentity(logger, happened == 0 ? seen : happened);
  }
}
