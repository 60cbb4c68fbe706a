package dev.logline.ship;

import dev.logline.logrecord.ProtoWriter;
import java.nio.charset.StandardCharsets;

/**
 * The attribute {@code log.record.uid}: 26 characters in the form of a ULID, 128 bits in
 * Crockford's base 32. They are the nonce of the record's segment and its place there, and so the
 * same at every attempt, by this run or a later one.
 *
 * <p>Source: OpenTelemetry's semantic conventions, registry of {@code log} attributes.
 */
final class RecordUid {
  private static final byte[] DIGITS =
      "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 26;

  /** The field {@code attributes} of a {@code LogRecord}, up to the value's characters. */
  private static final byte[] FIELD = field();

  /** What the attribute adds to a record. */
  static final int BYTES = FIELD.length + LENGTH;

  private RecordUid() {}

  private static byte[] field() {
    ProtoWriter value = new ProtoWriter(64);
    value.writeString(1, "x".repeat(LENGTH)); // AnyValue.string_value
    ProtoWriter pair = new ProtoWriter(64);
    pair.writeString(1, "log.record.uid"); // KeyValue.key
    pair.writeBytes(2, value.array(), 0, value.size()); // KeyValue.value
    ProtoWriter attribute = new ProtoWriter(64);
    attribute.writeBytes(6, pair.array(), 0, pair.size()); // LogRecord.attributes
    attribute.truncate(attribute.size() - LENGTH);
    return java.util.Arrays.copyOf(attribute.array(), attribute.size());
  }

  /** Appends the attribute to a record. */
  static void write(long nonce, long place, ProtoWriter out) {
    out.append(FIELD, 0, FIELD.length);
    int at = out.skip(LENGTH);
    long high = nonce;
    long low = place;
    for (int i = LENGTH - 1; i >= 0; i--) {
      out.array()[at + i] = DIGITS[(int) low & 31];
      low = low >>> 5 | high << 59;
      high >>>= 5;
    }
  }
}
