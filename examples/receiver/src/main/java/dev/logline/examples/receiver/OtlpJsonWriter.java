package dev.logline.examples.receiver;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes messages, as their descriptors say. */
final class OtlpJsonWriter {
  private OtlpJsonWriter() {}

  static void write(Message message, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      out.writeFieldName(field.getJsonName());
      if (field.isRepeated()) {
        out.writeStartArray();
        for (Object element : (List<?>) entry.getValue()) {
          value(field, element, out);
        }
        out.writeEndArray();
      } else {
        value(field, entry.getValue(), out);
      }
    }
    out.writeEndObject();
  }

  private static void value(FieldDescriptor field, Object value, JsonGenerator out)
      throws IOException {
    switch (field.getType()) {
      case MESSAGE, GROUP -> write((Message) value, out);
      case STRING -> out.writeString((String) value);
      case BOOL -> out.writeBoolean((Boolean) value);
      case BYTES -> out.writeString(bytes(field, ((ByteString) value).toByteArray()));
      case ENUM -> out.writeNumber(((EnumValueDescriptor) value).getNumber());
      // What is not finite becomes a string of its name, as protobuf's mapping has it.
      case DOUBLE -> out.writeNumber((Double) value);
      case FLOAT -> out.writeNumber((Float) value);
      case UINT64, FIXED64 -> out.writeString(Long.toUnsignedString((Long) value));
      case INT64, SINT64, SFIXED64 -> out.writeString(Long.toString((Long) value));
      case UINT32, FIXED32 -> out.writeNumber(Integer.toUnsignedLong((Integer) value));
      case INT32, SINT32, SFIXED32 -> out.writeNumber((Integer) value);
    }
  }

  private static String bytes(FieldDescriptor field, byte[] value) {
    return OtlpJson.isId(field)
        ? HexFormat.of().formatHex(value)
        : Base64.getEncoder().encodeToString(value);
  }
}
