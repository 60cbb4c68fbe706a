package dev.logline.boot;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.diagnose.StatusPort;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A framework that logs texts, a collector, and the process's telemetry begun anew for each test.
 */
abstract class TelemetryFixture {
  static final Duration LONG = Duration.ofSeconds(60);

  private final List<String> properties = new ArrayList<>();
  private final List<Intake<String>> opened = new ArrayList<>();
  final List<String> statuses = new CopyOnWriteArrayList<>();
  FakeCollector collector;

  @BeforeEach
  final void begin() {
    GlobalOpenTelemetry.resetForTest();
    collector = FakeCollector.start();
    property("otel.blrp.schedule.delay", "10");
    property("otel.bsp.schedule.delay", "10");
  }

  @AfterEach
  final void end() {
    Logline.shutdown();
    Telemetry.adopt(null);
    opened.clear();
    collector.close();
    properties.forEach(System::clearProperty);
    GlobalOpenTelemetry.resetForTest();
  }

  final void property(String name, String value) {
    properties.add(name);
    System.setProperty(name, value);
  }

  final void backendFromEnvironment() {
    property("otel.exporter.otlp.endpoint", collector.endpoint());
  }

  /** An appender with these options, {@code name, value, name, value}. */
  final Intake<String> appender(String... options) {
    LoglineOptions.Builder builder = LoglineOptions.builder();
    for (int i = 0; i < options.length; i += 2) {
      builder.set(options[i], options[i + 1]);
    }
    Intake<String> intake =
        Intake.open(
            builder.build(),
            status(),
            "test-appender",
            (text, record) -> {
              record.severity(9, "INFO");
              record.body(text);
              record.context(Context.current());
            });
    opened.add(intake);
    return intake;
  }

  final StatusPort status() {
    return (grade, message, cause) -> statuses.add(grade + ": " + message);
  }

  final List<String> bodies() {
    return collector.logRecords().stream()
        .map(LogRecord::getBody)
        .map(b -> b.getStringValue())
        .toList();
  }

  /** An OpenTelemetry of the application's, which keeps what it is given. */
  static final class ApplicationSdk {
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<LogRecordData> records = new CopyOnWriteArrayList<>();
    final OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(new Keeping()))
                    .build())
            .build();

    private final class Keeping implements LogRecordExporter {
      @Override
      public CompletableResultCode export(Collection<LogRecordData> batch) {
        records.addAll(batch);
        batch.forEach(record -> bodies.add(record.getBodyValue().asString()));
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    }
  }

  static Map<String, String> resource(io.opentelemetry.proto.resource.v1.Resource resource) {
    Map<String, String> attributes = new java.util.TreeMap<>();
    resource
        .getAttributesList()
        .forEach(a -> attributes.put(a.getKey(), a.getValue().getStringValue()));
    return attributes;
  }
}
