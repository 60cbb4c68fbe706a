package dev.logline.ship;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.util.function.Consumer;

/**
 * OTLP/HTTP over any sender of the SDK.
 *
 * <p>The SDK's response type has no headers, so Retry-After and Content-Type count only when the
 * sender is {@link JdkHttpSender}.
 */
public final class HttpTransport implements Transport {
  private final HttpSender sender;

  public HttpTransport(HttpSender sender) {
    this.sender = sender;
  }

  @Override
  public void send(MessageWriter request, Consumer<Answer> answer) {
    OneAnswer once = new OneAnswer(answer);
    try {
      sender.send(
          request,
          response -> once.accept(classify(response)),
          error -> once.accept(Failures.answer(error)));
    } catch (Throwable e) {
      once.accept(Failures.answer(e));
    }
  }

  private static Answer classify(HttpResponse response) {
    try {
      return HttpAnswers.answer(response);
    } catch (RuntimeException e) {
      return Failures.answer(e);
    }
  }

  /** Closes the connections and ends their thread, if the sender is {@link JdkHttpSender}. */
  @Override
  public void idle() {
    if (sender instanceof JdkHttpSender jdk) {
      jdk.idle();
    }
  }

  @Override
  public CompletableResultCode close() {
    return sender.shutdown();
  }

  @Override
  public String toString() {
    boolean ours = sender instanceof JdkHttpSender;
    return "HttpTransport{" + (ours ? sender : sender.getClass().getSimpleName()) + "}";
  }
}
