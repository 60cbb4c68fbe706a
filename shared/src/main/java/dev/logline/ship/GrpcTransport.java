package dev.logline.ship;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/**
 * OTLP/gRPC over any sender of the SDK.
 *
 * <p>The SDK's response type has no trailers, so a RetryInfo counts only when the sender is {@link
 * OkHttpGrpcSender}.
 */
public final class GrpcTransport implements Transport {
  private static final int SMALL = 64 * 1024;

  private final GrpcSender sender;
  private final CertificateProbe certificates;

  /**
   * @param config what the sender was made of
   */
  public GrpcTransport(GrpcSender sender, GrpcSenderConfig config) {
    this(sender, CertificateProbe.of(config));
  }

  GrpcTransport(GrpcSender sender, CertificateProbe certificates) {
    this.sender = sender;
    this.certificates = certificates;
  }

  @Override
  public void send(MessageWriter request, Consumer<Answer> answer) {
    OneAnswer once = new OneAnswer(answer);
    try {
      sender.send(
          request,
          response -> once.accept(classify(response, request.getContentLength())),
          error -> explain(error, once));
    } catch (Throwable e) {
      once.accept(Failures.answer(e));
    }
  }

  private void explain(Throwable error, OneAnswer once) {
    var unused =
        certificates
            .explain(error)
            .thenAccept(explained -> once.accept(Failures.answer(explained)));
  }

  /**
   * RESOURCE_EXHAUSTED without a pause says of a large request that it is too large, of a small
   * one: later. That a proxy takes no more (413) is so of any.
   */
  private static Answer classify(GrpcResponse response, int requestBytes) {
    try {
      Answer answer = GrpcAnswers.answer(response);
      boolean certain = response instanceof DetailedGrpcResponse detailed && detailed.isTooLarge();
      return answer instanceof Answer.TooLarge tooLarge && !certain && requestBytes < SMALL
          ? new Answer.Retry(null, tooLarge.reason())
          : answer;
    } catch (RuntimeException e) {
      return Failures.answer(e);
    }
  }

  @Override
  public CompletableResultCode close() {
    return sender.shutdown();
  }

  /** Names no configuration: what a foreign sender prints of itself could be a header value. */
  @Override
  public String toString() {
    return "GrpcTransport{" + sender.getClass().getSimpleName() + "}";
  }
}
