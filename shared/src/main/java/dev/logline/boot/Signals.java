package dev.logline.boot;

import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Traces and metrics, and the Logs API for everybody else, in the SDK that is booted on demand. */
final class Signals {
  private final Pipeline pipeline;
  private final Settings settings;
  private final StatusPort status;
  private final List<SpanProcessor> spanProcessors = new CopyOnWriteArrayList<>();
  private final List<MetricReader> metricReaders = new CopyOnWriteArrayList<>();
  private volatile Senders connected; // null before the boot
  private volatile boolean booted;
  private OpenTelemetry ownSdk; // guarded by this

  Signals(Pipeline pipeline, Settings settings, StatusPort status) {
    this.pipeline = pipeline;
    this.settings = settings;
    this.status = status;
  }

  /** Whether the SDK of all signals was booted. */
  boolean isBooted() {
    return booted;
  }

  Settings settings() {
    return settings;
  }

  /** The SDK that is not made global, booted by the first call. */
  synchronized OpenTelemetry bootPrivately() {
    if (ownSdk == null) {
      try {
        ownSdk = boot();
        observe(ownSdk.getMeterProvider());
      } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
        status.error("Traces and metrics are off. " + Refusal.explain(e, settings.options()));
        ownSdk = OpenTelemetry.noop();
      }
    }
    return ownSdk;
  }

  /**
   * The global one gets its metrics when the call of {@code get} that boots it is done. Where that
   * was refused only the SDK's own logger has heard why, and it is said on our channel, too.
   */
  void observeGlobal() {
    new PipelineThread("logline-metrics", this::awaitGlobal).start();
  }

  private void awaitGlobal() {
    try {
      OpenTelemetry global = GlobalOpenTelemetry.getOrNoop(); // waits for the lock of get
      if (booted) {
        observe(global.getMeterProvider());
      } else if (global.getTracerProvider() == TracerProvider.noop()) {
        OpenTelemetry unused = bootPrivately(); // is refused as that one was, and says why
      }
    } catch (Throwable e) {
      status.warn("The pipeline is not among the metrics: " + e);
    }
  }

  private void observe(MeterProvider provider) {
    SelfMetrics metrics = new SelfMetrics(pipeline.ledger(), pipeline.buffer(), provider);
    pipeline.atEnd(metrics::close);
  }

  /** Whether an OpenTelemetry is this one, global or not: its records would come back to us. */
  boolean isOurs(OpenTelemetry openTelemetry) {
    if (!booted) {
      return false;
    }
    OpenTelemetry own;
    synchronized (this) {
      own = ownSdk;
    }
    LoggerProvider loggers = openTelemetry.getLogsBridge();
    return (own != null && own.getLogsBridge() == loggers)
        || (GlobalOpenTelemetry.isSet() && GlobalOpenTelemetry.get().getLogsBridge() == loggers);
  }

  private OpenTelemetry boot() {
    AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder();
    customize(builder);
    return builder.build().getOpenTelemetrySdk();
  }

  void customize(AutoConfiguredOpenTelemetrySdkBuilder builder) {
    Senders senders = new Senders(false);
    connected = senders;
    builder.setComponentLoader(senders);
    builder.disableShutdownHook(); // the pipeline's own ends all signals within one bound
    new LogsCustomizer(settings, status, pipeline).customize(builder, Map.of());
    builder
        .addLoggerProviderCustomizer(
            (loggers, config) -> {
              booted = true; // all that can be refused was accepted
              return loggers;
            })
        .addSpanExporterCustomizer((exporter, config) -> new RestoredSpanExporter(exporter))
        .addMetricExporterCustomizer((exporter, config) -> new RestoredMetricExporter(exporter))
        .addSpanProcessorCustomizer(
            (processor, config) -> {
              spanProcessors.add(processor);
              return processor;
            })
        .addMetricReaderCustomizer(
            (reader, config) -> {
              metricReaders.add(reader);
              return reader;
            });
  }

  /** Closes connections over HTTP; what is exported next makes others. */
  void releaseConnections() {
    Senders senders = connected;
    if (senders != null) {
      senders.releaseConnections();
    }
  }

  CompletableResultCode flush() {
    return apart(SpanProcessor::forceFlush, MetricReader::forceFlush);
  }

  CompletableResultCode shutdown() {
    return apart(SpanProcessor::shutdown, MetricReader::shutdown);
  }

  /**
   * On a thread that ends: the SDK leaves what it encodes metrics with in the thread that it does
   * so in, which would keep the class loader of an application that was undeployed.
   */
  private CompletableResultCode apart(
      Function<SpanProcessor, CompletableResultCode> ofSpans,
      Function<MetricReader, CompletableResultCode> ofMetrics) {
    if (spanProcessors.isEmpty() && metricReaders.isEmpty()) {
      return CompletableResultCode.ofSuccess();
    }
    CompletableResultCode all = new CompletableResultCode();
    Runnable work =
        () -> {
          List<CompletableResultCode> results = new ArrayList<>();
          try {
            spanProcessors.forEach(processor -> results.add(ofSpans.apply(processor)));
            metricReaders.forEach(reader -> results.add(ofMetrics.apply(reader)));
          } finally {
            CompletableResultCode.ofAll(results).whenComplete(all::succeed);
          }
        };
    Thread thread = new Thread(work, "logline-signals"); // not one of ours: callbacks may log
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no thread to be had, which is no reason to lose anything
      work.run();
    }
    return all;
  }
}
