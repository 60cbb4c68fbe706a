package dev.logline.ship;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives the SDK's OTLP exporters, of all three signals, a sender on the JDK's HTTP client. */
public final class JdkHttpSenderProvider implements HttpSenderProvider {
  private final List<JdkHttpSender> senders = new CopyOnWriteArrayList<>();

  /**
   * @throws IllegalArgumentException if the endpoint or TLS is configured in a way that cannot be;
   *     its message holds no secret
   */
  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    JdkHttpSender sender = new JdkHttpSender(config);
    senders.add(sender);
    return sender;
  }

  /**
   * Closes the connections of all its senders, whose next requests make others. Those of the JDK's
   * client are closed on Java 17 when the collector has found it, for it cannot be closed.
   */
  public void releaseConnections() {
    senders.forEach(JdkHttpSender::release);
  }
}
