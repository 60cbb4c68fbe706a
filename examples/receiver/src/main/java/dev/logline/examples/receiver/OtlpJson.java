package dev.logline.examples.receiver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * OTLP in JSON: protobuf's mapping, but for ids, which are in hexadecimal, and enums, which are
 * numbers.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">JSON Protobuf
 *     Encoding</a>
 */
public final class OtlpJson {
  /** As deep as protobuf's own decoder goes. */
  static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Set<String> IDS = Set.of("trace_id", "span_id", "parent_span_id");

  private OtlpJson() {}

  /**
   * Adds what the JSON holds to the message; keys that it has no field for are passed over.
   *
   * @throws com.fasterxml.jackson.core.JsonProcessingException when it is not such JSON
   */
  public static void read(byte[] json, Message.Builder into) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      new OtlpJsonReader(parser).read(into);
    }
  }

  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /** Writes the message as one object. */
  public static void write(Message message, JsonGenerator out) throws IOException {
    OtlpJsonWriter.write(message, out);
  }

  /** Whether this field of bytes is in hexadecimal. */
  static boolean isId(FieldDescriptor field) {
    return IDS.contains(field.getName());
  }
}
