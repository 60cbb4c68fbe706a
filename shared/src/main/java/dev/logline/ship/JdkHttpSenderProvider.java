package dev.logline.ship;

import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;

/** Gives the SDK's OTLP exporters, of all three signals, a sender on the JDK's HTTP client. */
public final class JdkHttpSenderProvider implements HttpSenderProvider {

  /**
   * @throws IllegalArgumentException if the endpoint or TLS is configured in a way that cannot be;
   *     its message holds no secret
   */
  @Override
  public HttpSender createSender(HttpSenderConfig config) {
    return new JdkHttpSender(config);
  }
}
