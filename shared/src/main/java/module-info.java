/** What all adapters share: the record, the buffer, the shipper, one telemetry per process. */
@SuppressWarnings("module") // the adapters' modules are built after this one
module dev.logline {
  requires transitive io.opentelemetry.api;
  requires io.opentelemetry.common;
  requires io.opentelemetry.context;
  requires io.opentelemetry.sdk;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.logs;
  requires io.opentelemetry.sdk.metrics;
  requires io.opentelemetry.sdk.trace;
  requires io.opentelemetry.sdk.autoconfigure;
  requires io.opentelemetry.sdk.autoconfigure.spi;
  requires io.opentelemetry.exporter.otlp;
  requires java.logging;
  requires static java.management; // the status over JMX, where there is JMX
  requires java.net.http;
  requires static org.crac; // checkpoints, where an application takes them
  requires static okhttp3; // gRPC, where the SDK's sender for it is added

  exports dev.logline;
  exports dev.logline.boot to
      dev.logline.logback,
      dev.logline.log4j2,
      dev.logline.jul;
  exports dev.logline.logrecord to
      dev.logline.logback,
      dev.logline.log4j2,
      dev.logline.jul;
  exports dev.logline.diagnose to
      dev.logline.logback,
      dev.logline.log4j2,
      dev.logline.jul;

  provides io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider with
      dev.logline.boot.SignalsCustomizerProvider;
}
