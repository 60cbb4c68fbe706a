package dev.logline.examples.receiver;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Answers the requests of one signal, as the OTLP specification says of protobuf over HTTP.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP Response</a>
 */
final class OtlpHttpHandler implements HttpHandler {
  private static final String PROTOBUF = "application/x-protobuf";

  /** The field of google.rpc.Status that holds the message. */
  private static final int STATUS_MESSAGE = 2;

  /** An Export...ServiceResponse without a partial success: no field, so no byte. */
  private static final byte[] EVERYTHING_ACCEPTED = {};

  private static final long MAX_DRAINED_BYTES = 64L << 20;

  private final Signal signal;
  private final Telemetry telemetry;
  private final int maxBodyBytes;

  OtlpHttpHandler(Signal signal, Telemetry telemetry, int maxBodyBytes) {
    this.signal = signal;
    this.telemetry = telemetry;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        accept(exchange);
        answer(exchange, 200, EVERYTHING_ACCEPTED);
      } catch (Refusal refusal) {
        // A sender that is cut off while it still writes sees a broken connection, not the answer.
        drain(exchange.getRequestBody());
        answer(exchange, refusal.status, status(refusal.getMessage()));
      }
    }
  }

  private void accept(HttpExchange exchange) throws IOException, Refusal {
    // The server's contexts are prefixes: /v1/logs/more comes here too.
    if (!exchange.getRequestURI().getPath().equals(signal.path)) {
      throw new Refusal(404, "nothing at " + exchange.getRequestURI().getPath());
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new Refusal(405, exchange.getRequestMethod() + " is not POST");
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(PROTOBUF)) {
      throw new Refusal(415, "Content-Type " + type + " is not " + PROTOBUF);
    }
    byte[] body = RequestBody.read(exchange, maxBodyBytes);
    try {
      signal.accept(body, telemetry);
    } catch (InvalidProtocolBufferException e) {
      throw new Refusal(400, "the body is not protobuf: " + e.getMessage());
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    long left = MAX_DRAINED_BYTES;
    for (int n = 0; n >= 0 && left > 0; left -= n) {
      n = in.read(buffer);
    }
  }

  private static byte[] status(String message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(STATUS_MESSAGE, message);
    out.flush();
    return bytes.toByteArray();
  }
}
