package dev.logline.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The two forms of a request; an answer has the form of its request. */
enum Encoding {
  PROTOBUF("application/x-protobuf") {
    @Override
    void decode(byte[] body, Message.Builder into) throws Refusal {
      try {
        into.mergeFrom(body);
      } catch (InvalidProtocolBufferException e) {
        throw new Refusal(400, "the body is not protobuf: " + e.getMessage());
      }
    }

    /** An Export...ServiceResponse without a partial success: no field, so no byte. */
    @Override
    byte[] everythingAccepted() {
      return new byte[0];
    }

    @Override
    byte[] status(String message) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeString(STATUS_MESSAGE, message);
      out.flush();
      return bytes.toByteArray();
    }
  },
  JSON("application/json") {
    @Override
    void decode(byte[] body, Message.Builder into) throws IOException, Refusal {
      try {
        OtlpJson.read(body, into);
      } catch (JsonProcessingException e) {
        String at = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        String message = START_MARKER.matcher(e.getOriginalMessage()).replaceAll("");
        throw new Refusal(400, "the body is not OTLP/JSON: " + message + at);
      }
    }

    @Override
    byte[] everythingAccepted() {
      return "{}".getBytes(UTF_8);
    }

    @Override
    byte[] status(String message) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (var json = OtlpJson.generator(bytes)) {
        json.writeStartObject();
        json.writeStringField("message", message);
        json.writeEndObject();
      }
      return bytes.toByteArray();
    }
  };

  /** What the parser adds of where an object began, of which it may not say the text. */
  private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at \\[[^]]*]\\)");

  /** The field of google.rpc.Status that holds the message. */
  private static final int STATUS_MESSAGE = 2;

  final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  /** The one that a Content-Type names, or null. */
  static Encoding of(String contentType) {
    if (contentType != null) {
      String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
      for (Encoding encoding : values()) {
        if (encoding.contentType.equals(type)) {
          return encoding;
        }
      }
    }
    return null;
  }

  abstract void decode(byte[] body, Message.Builder into) throws IOException, Refusal;

  abstract byte[] everythingAccepted();

  /** A google.rpc.Status. */
  abstract byte[] status(String message) throws IOException;
}
