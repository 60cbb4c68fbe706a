package dev.logline.examples.receiver;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads one message, as its descriptor says. */
final class OtlpJsonReader {
  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private final JsonParser parser;

  OtlpJsonReader(JsonParser parser) {
    this.parser = parser;
  }

  void read(Message.Builder into) throws IOException {
    parser.nextToken();
    message(into, 1);
    if (parser.nextToken() != null) {
      throw wrong("there is more after the end of the object");
    }
  }

  private void message(Message.Builder into, int depth) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    if (depth > OtlpJson.MAX_DEPTH) {
      throw wrong("messages are nested deeper than " + OtlpJson.MAX_DEPTH);
    }
    Map<String, FieldDescriptor> fields =
        FIELDS.computeIfAbsent(into.getDescriptorForType(), OtlpJsonReader::fields);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      FieldDescriptor field = fields.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        field(field, into, depth);
      }
    }
  }

  private void field(FieldDescriptor field, Message.Builder into, int depth) throws IOException {
    if (!field.isRepeated()) {
      into.setField(field, value(field, into, depth));
      return;
    }
    expect(JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      into.addRepeatedField(field, value(field, into, depth));
    }
  }

  private Object value(FieldDescriptor field, Message.Builder into, int depth) throws IOException {
    return switch (field.getType()) {
      case MESSAGE, GROUP -> {
        Message.Builder builder = into.newBuilderForField(field);
        message(builder, depth + 1);
        yield builder.buildPartial();
      }
      case STRING -> string();
      case BOOL -> bool();
      case BYTES -> bytes(OtlpJson.isId(field));
      case ENUM -> enumValue(field);
      case DOUBLE -> number(OtlpJsonReader::parseDouble);
      case FLOAT -> number(text -> (float) parseDouble(text));
      case UINT64, FIXED64 -> number(Long::parseUnsignedLong);
      case INT64, SINT64, SFIXED64 -> number(Long::parseLong);
      case UINT32, FIXED32 -> number(Integer::parseUnsignedInt);
      case INT32, SINT32, SFIXED32 -> number(Integer::parseInt);
    };
  }

  private String string() throws IOException {
    expect(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  private boolean bool() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_FALSE) {
      expect(JsonToken.VALUE_TRUE, "true or false");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private ByteString bytes(boolean isId) throws IOException {
    String text = string();
    try {
      return ByteString.copyFrom(
          isId
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      throw wrong(parser.currentName() + " is not in " + (isId ? "hexadecimal" : "base64"));
    }
  }

  private Object enumValue(FieldDescriptor field) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      // Not OTLP, but protobuf's own mapping, which some senders use.
      Object byName = field.getEnumType().findValueByName(parser.getText());
      if (byName == null) {
        throw wrong(parser.currentName() + " has no value of this name");
      }
      return byName;
    }
    return field.getEnumType().findValueByNumberCreatingIfUnknown(number(Integer::parseInt));
  }

  /** A number, or a string that holds one: what JavaScript cannot hold comes as a string. */
  private <T> T number(Function<String, T> parse) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      expect(JsonToken.VALUE_STRING, "a number");
    }
    try {
      return parse.apply(parser.getText());
    } catch (NumberFormatException e) {
      throw wrong(parser.currentName() + " is not a number of its kind");
    }
  }

  private static double parseDouble(String text) {
    return Double.parseDouble(text);
  }

  private static Map<String, FieldDescriptor> fields(Descriptor message) {
    return message.getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getJsonName, Function.identity()));
  }

  private void expect(JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      String name = parser.currentName();
      throw wrong((name == null ? "the body" : name) + " is not " + what);
    }
  }

  private JsonParseException wrong(String message) {
    return new JsonParseException(parser, message);
  }
}
