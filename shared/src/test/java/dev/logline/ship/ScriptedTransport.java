package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what it is given, and answers when the test says so. */
final class ScriptedTransport implements Transport {
  final List<MessageWriter> requests = new ArrayList<>();
  final List<ExportLogsServiceRequest> sent = new ArrayList<>();
  final List<Integer> sizes = new ArrayList<>();
  final List<Consumer<Answer>> open = new ArrayList<>();
  Error broken;
  int rests;

  @Override
  public void send(MessageWriter request, Consumer<Answer> answer) {
    if (broken != null) {
      throw broken;
    }
    requests.add(request);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      request.writeMessage(bytes);
      assertThat(bytes.size()).isEqualTo(request.getContentLength());
      sent.add(ExportLogsServiceRequest.parseFrom(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sizes.add(bytes.size());
    open.add(answer);
  }

  @Override
  public void idle() {
    rests++;
  }

  void answer(Answer answer) {
    open.remove(0).accept(answer);
  }

  @Override
  public CompletableResultCode close() {
    return CompletableResultCode.ofSuccess();
  }

  List<String> bodies(int request) {
    return sent.get(request).getResourceLogs(0).getScopeLogsList().stream()
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .map(record -> record.getBody().getStringValue())
        .toList();
  }

  /** The bodies of the oldest request that has no answer yet. */
  List<String> oldestOpen() {
    return bodies(sent.size() - open.size());
  }
}
