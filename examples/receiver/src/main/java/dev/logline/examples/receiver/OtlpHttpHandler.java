package dev.logline.examples.receiver;

import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Answers the requests of one signal, as the OTLP specification says of OTLP over HTTP.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp-response">OTLP/HTTP Response</a>
 */
final class OtlpHttpHandler implements HttpHandler {
  private static final long MAX_DRAINED_BYTES = 64L << 20;

  private final Signal signal;
  private final Telemetry telemetry;
  private final int maxBodyBytes;
  private final Semaphore atOnce;

  /**
   * @param atOnce who may read a body now, which is what bounds the memory of bodies
   */
  OtlpHttpHandler(Signal signal, Telemetry telemetry, int maxBodyBytes, Semaphore atOnce) {
    this.signal = signal;
    this.telemetry = telemetry;
    this.maxBodyBytes = maxBodyBytes;
    this.atOnce = atOnce;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    Encoding encoding = Encoding.of(type);
    Encoding answer = encoding == null ? Encoding.PROTOBUF : encoding;
    try (exchange) {
      try {
        check(exchange);
        if (encoding == null) {
          throw new Refusal(
              415,
              "Content-Type %s is neither %s nor %s"
                  .formatted(type, Encoding.PROTOBUF.contentType, Encoding.JSON.contentType));
        }
        accept(exchange, encoding);
        answer(exchange, 200, answer, answer.everythingAccepted());
      } catch (Refusal refusal) {
        telemetry.refused();
        // A sender that is cut off while it still writes sees a broken connection, not the answer.
        drain(exchange.getRequestBody());
        answer(exchange, refusal.status, answer, answer.status(refusal.getMessage()));
      }
    }
  }

  private void check(HttpExchange exchange) throws Refusal {
    // The server's contexts are prefixes: /v1/logs/more comes here too.
    if (!exchange.getRequestURI().getPath().equals(signal.path)) {
      throw new Refusal(404, "nothing at " + exchange.getRequestURI().getPath());
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new Refusal(405, exchange.getRequestMethod() + " is not POST");
    }
  }

  private void accept(HttpExchange exchange, Encoding encoding) throws IOException, Refusal {
    atOnce.acquireUninterruptibly();
    try {
      Message.Builder request = signal.request();
      encoding.decode(RequestBody.read(exchange, maxBodyBytes), request);
      signal.accept(request.build(), telemetry);
    } finally {
      atOnce.release();
    }
  }

  private static void answer(HttpExchange exchange, int status, Encoding encoding, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", encoding.contentType);
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
}
