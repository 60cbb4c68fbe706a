package dev.logline.ship;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends small requests and waits, bounded, for what becomes of them. */
final class Sending {
  private static final long WAIT_SECONDS = 20;

  private Sending() {}

  /** An export request of so many log records. */
  static MessageWriter request(int records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < records; i++) {
      scope.addLogRecords(LogRecord.newBuilder().setTimeUnixNano(i + 1).setSeverityText("INFO"));
    }
    byte[] bytes =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
            .build()
            .toByteArray();
    return message(bytes);
  }

  /** A message of these bytes. */
  static MessageWriter message(byte[] bytes) {
    return new MessageWriter() {
      @Override
      public void writeMessage(OutputStream out) throws IOException {
        out.write(bytes);
      }

      @Override
      public int getContentLength() {
        return bytes.length;
      }
    };
  }

  static CompletableFuture<HttpResponse> send(HttpSender sender) {
    return send(sender, request(1));
  }

  static CompletableFuture<HttpResponse> send(HttpSender sender, MessageWriter request) {
    CompletableFuture<HttpResponse> outcome = new CompletableFuture<>();
    sender.send(request, outcome::complete, outcome::completeExceptionally);
    return outcome;
  }

  static HttpResponse response(CompletableFuture<HttpResponse> outcome) {
    try {
      return outcome.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("no answer, but a failure", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Throwable failure(CompletableFuture<HttpResponse> outcome) {
    try {
      throw new AssertionError("no failure, but " + outcome.get(WAIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Answer answer(Transport transport) {
    return answer(transport, request(1));
  }

  static Answer answer(Transport transport, MessageWriter request) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    transport.send(request, answer::complete);
    try {
      return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
