package dev.logline.testkit;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** How a {@link FakeCollector} answers one request. */
public final class Reply {
  private static final int STALLED_BODY_BYTES = 100;
  private static final int HUGE_BODY_BYTES = 256 << 20;

  private final boolean accepted;
  private final Action action;

  private Reply(boolean accepted, Action action) {
    this.accepted = accepted;
    this.action = action;
  }

  /** 200 with an empty body, which is an empty protobuf message. */
  public static Reply ok() {
    return status(200);
  }

  public static Reply status(int status) {
    return body(status, "text/plain", "", Map.of());
  }

  public static Reply status(int status, String retryAfter) {
    return body(status, "text/plain", "busy", Map.of("Retry-After", retryAfter));
  }

  /** Takes the request, but says that {@code rejected} of its log records were not kept. */
  public static Reply partialSuccess(long rejected, String message) {
    byte[] body =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(rejected)
                    .setErrorMessage(message))
            .build()
            .toByteArray();
    return new Reply(true, (e, stop) -> answer(e, 200, "application/x-protobuf", body));
  }

  /** 200 with a web page: a login page, or another server on the port. Nothing was accepted. */
  public static Reply html() {
    byte[] page = "<html><body>Please log in</body></html>".getBytes(StandardCharsets.UTF_8);
    return new Reply(false, (e, stop) -> answer(e, 200, "text/html; charset=utf-8", page));
  }

  /** Reads the request and never answers, until the collector stops. */
  public static Reply hang() {
    return new Reply(false, (e, stop) -> stop.await());
  }

  /** Reads the request and drops the connection. */
  public static Reply reset() {
    return new Reply(false, (e, stop) -> {});
  }

  /** Answers 200 and then stalls in the middle of the body, until the collector stops. */
  public static Reply slowBody() {
    return new Reply(
        false,
        (e, stop) -> {
          e.sendResponseHeaders(200, STALLED_BODY_BYTES);
          e.getResponseBody().write(0);
          e.getResponseBody().flush();
          stop.await();
        });
  }

  /** Answers 200 with a body that has no end worth waiting for (256 MiB). */
  public static Reply hugeBody() {
    return new Reply(
        false,
        (e, stop) -> {
          e.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[1 << 16];
          try (OutputStream out = e.getResponseBody()) {
            for (int sent = 0; sent < HUGE_BODY_BYTES; sent += chunk.length) {
              out.write(chunk);
            }
          }
        });
  }

  public static Reply redirect(String location) {
    return body(302, "text/plain", "", Map.of("Location", location));
  }

  /** Any other answer; a 2xx accepts the request. */
  public static Reply body(
      int status, String contentType, String text, Map<String, String> headers) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Reply(
        status / 100 == 2,
        (e, stop) -> {
          headers.forEach(e.getResponseHeaders()::set);
          answer(e, status, contentType, bytes);
        });
  }

  /** 200 in compressed form, whether that was asked for or not. */
  public static Reply gzip(String contentType, byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reply(
        true,
        (e, stop) -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(e, 200, contentType, packed.toByteArray());
        });
  }

  boolean accepted() {
    return accepted;
  }

  void to(HttpExchange exchange, CountDownLatch stopped) throws IOException, InterruptedException {
    action.answer(exchange, stopped);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @FunctionalInterface
  private interface Action {
    void answer(HttpExchange exchange, CountDownLatch stopped)
        throws IOException, InterruptedException;
  }
}
