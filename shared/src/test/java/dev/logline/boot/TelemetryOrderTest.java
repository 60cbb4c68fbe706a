package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.Signal;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One telemetry, in whatever order application and appenders come. */
class TelemetryOrderTest extends TelemetryFixture {

  @Test
  void nothingSet_recordsGoToTheBackendAndTheFirstGetFindsTracesAndMetrics() {
    backendFromEnvironment();
    Intake<String> appender = appender();
    appender.accept("a", "early");
    Span span = GlobalOpenTelemetry.get().getTracer("t").spanBuilder("work").startSpan();
    span.end();
    GlobalOpenTelemetry.get().getMeter("m").counterBuilder("calls").build().add(1);
    assertThat(Logline.flush(LONG)).isTrue();

    assertThat(bodies()).containsExactly("early");
    assertThat(collector.awaitSpans(1)).extracting(s -> s.getName()).containsExactly("work");
    assertThat(collector.awaitMetrics(1)).extracting(m -> m.getName()).contains("calls");
    Map<String, String> ofLogs = resource(collector.scopedRecords().get(0).resource());
    assertThat(ofLogs).containsKeys("service.name", "service.instance.id");
    assertThat(resource(firstSpanResource())).isEqualTo(ofLogs);
    assertThat(resource(firstMetricResource())).isEqualTo(ofLogs);
  }

  private io.opentelemetry.proto.resource.v1.Resource firstSpanResource() {
    return ((ExportTraceServiceRequest) collector.requests(Signal.TRACES).get(0).message())
        .getResourceSpans(0)
        .getResource();
  }

  private io.opentelemetry.proto.resource.v1.Resource firstMetricResource() {
    return ((ExportMetricsServiceRequest) collector.requests(Signal.METRICS).get(0).message())
        .getResourceMetrics(0)
        .getResource();
  }

  @Test
  void setBefore_recordsGoThroughTheApplicationsOpenTelemetry() {
    ApplicationSdk application = new ApplicationSdk();
    GlobalOpenTelemetry.set(application.sdk);
    appender().accept("a", "one");
    await().until(() -> application.bodies.equals(List.of("one")));
    assertThat(Logline.status().route()).isEqualTo("the global OpenTelemetry");
    assertThat(application.records.get(0).getInstrumentationScopeInfo().getName()).isEqualTo("a");
  }

  @Test
  void setBefore_aNamedBackendKeepsTheRecords() {
    ApplicationSdk application = new ApplicationSdk();
    GlobalOpenTelemetry.set(application.sdk);
    appender("endpoint", collector.endpoint()).accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(application.bodies).isEmpty();
  }

  @Test
  void setBefore_anOpenTelemetryThatExportsNoLogsIsNotTaken() {
    GlobalOpenTelemetry.set(io.opentelemetry.sdk.OpenTelemetrySdk.builder().build());
    appender();
    await().until(() -> Logline.status().route().startsWith("http://localhost:4318/v1/logs"));
  }

  @Test
  void setAfter_isNotDisturbedAndRecordsKeepGoingWhereTheyWent() {
    backendFromEnvironment();
    Intake<String> appender = appender();
    appender.accept("a", "one");
    collector.awaitLogRecords(1);
    ApplicationSdk application = new ApplicationSdk();
    GlobalOpenTelemetry.set(application.sdk);
    appender.accept("a", "two");
    collector.awaitLogRecords(2);
    assertThat(application.bodies).isEmpty();
    assertThat(Logline.status().toString())
        .contains("the application has set a global OpenTelemetry of its own");
  }

  @Test
  void adoptedByCall_recordsThatWaitedAndLaterOnesGoThroughIt() {
    ApplicationSdk application = new ApplicationSdk();
    Intake<String> appender = appender("export", "global");
    appender.accept("a", "early");
    Logline.adopt(application.sdk);
    await().until(() -> application.bodies.contains("early"));
    appender.accept("a", "late");
    assertThat(application.bodies).containsExactly("early", "late");
    assertThat(Logline.openTelemetry()).isSameAs(application.sdk);
  }

  @Test
  void adoptedByCall_whatOthersLoggedThroughOursGoesThroughItWhateverItsBody() {
    appender("export", "global");
    OpenTelemetry ours = Logline.openTelemetry();
    Value<?> body = Value.of(Map.of("order", Value.of(17)));
    ours.getLogsBridge().get("others").logRecordBuilder().setBody(body).emit();
    ApplicationSdk application = new ApplicationSdk();
    Logline.adopt(application.sdk);
    await().until(() -> !application.bodies.isEmpty() || Logline.status().lostCount() > 0);
    assertThat(application.bodies).containsExactly(body.asString());
  }

  @Test
  @SuppressWarnings("SystemGc")
  void adoptedAfterAnother_nothingHoldsTheOther() throws Exception {
    Intake<String> appender = appender("export", "global");
    WeakReference<OpenTelemetry> other = new WeakReference<>(adoptAndLog(appender));
    Logline.adopt(new ApplicationSdk().sdk);
    await()
        .atMost(LONG)
        .until(
            () -> {
              System.gc();
              return other.get() == null;
            });
  }

  /** From a thread that never logs again. */
  private static OpenTelemetry adoptAndLog(Intake<String> appender) throws InterruptedException {
    ApplicationSdk application = new ApplicationSdk();
    Logline.adopt(application.sdk);
    Thread thread = new Thread(() -> appender.accept("a", "once"));
    thread.start();
    thread.join();
    await().until(() -> application.bodies.contains("once"));
    return application.sdk;
  }

  @Test
  void adoptedBeforeTheAppenders_recordsGoThroughIt() {
    ApplicationSdk application = new ApplicationSdk();
    Logline.adopt(application.sdk);
    appender().accept("a", "one");
    await().until(() -> application.bodies.equals(List.of("one")));
  }

  @Test
  void adoptedWithANamedBackend_recordsKeepGoingThere() {
    ApplicationSdk application = new ApplicationSdk();
    Intake<String> appender = appender("endpoint", collector.endpoint());
    Logline.adopt(application.sdk);
    appender.accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(application.bodies).isEmpty();
    assertThat(statuses).anyMatch(status -> status.contains("export=\"global\""));
  }

  @Test
  void getFirst_theNoopGlobalIsNotTakenForATelemetry() {
    assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isSameAs(TracerProvider.noop());
    backendFromEnvironment();
    appender().accept("a", "one");
    collector.awaitLogRecords(1);
    Logline.openTelemetry().getTracer("t").spanBuilder("work").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();
    collector.awaitSpans(1);
  }

  @Test
  void eager_setsTheGlobalAtStart() {
    backendFromEnvironment();
    appender("global", "eager");
    await().until(GlobalOpenTelemetry::isSet);
    GlobalOpenTelemetry.getOrNoop().getTracer("t").spanBuilder("work").startSpan().end();
    collector.awaitSpans(1);
  }

  @Test
  void never_leavesTheGlobalAlone() {
    backendFromEnvironment();
    appender("global", "never").accept("a", "one");
    collector.awaitLogRecords(1);
    OpenTelemetry ours = Logline.openTelemetry();
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    ours.getTracer("t").spanBuilder("work").startSpan().end();
    collector.awaitSpans(1);
    assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isSameAs(TracerProvider.noop());
  }

  @Test
  void anApplicationsOwnAutoconfiguredSdkIsLeftUntouched() {
    backendFromEnvironment();
    property("otel.traces.exporter", "none");
    property("otel.metrics.exporter", "none");
    property("otel.logs.exporter", "none");
    appender("endpoint", collector.endpoint());
    AutoConfiguredOpenTelemetrySdk application = AutoConfiguredOpenTelemetrySdk.initialize();
    assertThat(application.getOpenTelemetrySdk().toString())
        .doesNotContain("logline")
        .doesNotContain("BufferingLogRecordProcessor")
        .contains("unknown_service");
    application.getOpenTelemetrySdk().close();
  }

  @Test
  void recordsOfTheLogsApiShareTheBuffer() {
    backendFromEnvironment();
    appender();
    GlobalOpenTelemetry.get()
        .getLogsBridge()
        .loggerBuilder("library")
        .setInstrumentationVersion("1.2")
        .build()
        .logRecordBuilder()
        .setBody("by the Logs API")
        .emit();
    collector.awaitLogRecords(1);
    assertThat(collector.scopedRecords().get(0).scope().getVersion()).isEqualTo("1.2");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(Logline.status().delivered()).isEqualTo(1);
  }

  @Test
  void twoFrameworksRacingShareOnePipeline() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "framework" + i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  return;
                }
                appender("endpoint", collector.endpoint()).accept(name, "from " + name);
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    collector.awaitLogRecords(8);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("logline-shipper")))
        .hasSize(1);
    assertThat(statuses).noneMatch(status -> status.startsWith("ERROR"));
  }

  @Test
  void exportGlobal_recordsWaitForItWithTheirOwnTimeAndTrace() {
    ApplicationSdk application = new ApplicationSdk();
    Intake<String> appender = appender("export", "global");
    appender.accept("a", "early");
    long logged = System.currentTimeMillis();
    await().until(() -> Logline.status().route().contains("wait for the global"));
    GlobalOpenTelemetry.set(application.sdk);
    await().until(() -> application.bodies.contains("early"));
    assertThat(application.records.get(0).getObservedTimestampEpochNanos() / 1_000_000)
        .isLessThanOrEqualTo(logged);
  }

  @Test
  void anAppenderThatComesBackAfterAResetFindsTheSamePipeline() {
    Intake<String> first = appender("endpoint", collector.endpoint());
    first.accept("a", "before the reset");
    first.close();
    Intake<String> second = appender("endpoint", collector.endpoint());
    second.accept("a", "after it");
    collector.awaitLogRecords(2);
    assertThat(bodies()).containsExactly("before the reset", "after it");
  }

  @Test
  void whenTheLastAppenderIsGoneThePipelineEndsAndLeavesNoThread() {
    Intake<String> only = appender("endpoint", collector.endpoint());
    only.accept("a", "last words");
    only.close();
    await().atMost(LONG).until(() -> Logline.status().route().equals("not started"));
    assertThat(bodies()).containsExactly("last words");
    await()
        .atMost(LONG)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("logline-")));
  }

  @Test
  void adoptedWhileItBoots_recordsStayWithTheAdoptedOne() {
    ApplicationSdk application = new ApplicationSdk();
    Intake<String> appender = appender();
    appender.accept("a", "early");
    Logline.adopt(application.sdk); // the boot takes some 100 ms
    await().until(() -> application.bodies.contains("early"));
    appender.afterBoot(() -> appender.accept("a", "after the boot"));
    await().until(() -> Logline.status().route().equals("an adopted OpenTelemetry"));
    appender.accept("a", "late");
    assertThat(application.bodies).contains("early", "late");
  }

  @Test
  void adoptingOurOwnChangesNothing() {
    backendFromEnvironment();
    Intake<String> appender = appender("export", "auto", "global", "lazy");
    OpenTelemetry ours = GlobalOpenTelemetry.get();
    Logline.adopt(ours);
    Logline.adopt(GlobalOpenTelemetry.get());
    appender.accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(statuses).anyMatch(status -> status.contains("Logline's own"));
  }

  @Test
  void exportGlobal_aGetByALibraryDoesNotMakeOursTheOneThatIsAwaited() {
    backendFromEnvironment();
    Intake<String> appender = appender("export", "global");
    appender.accept("a", "early");
    GlobalOpenTelemetry.get(); // sets a no-op: there is none, and ours is not asked for
    ApplicationSdk application = new ApplicationSdk();
    Logline.adopt(application.sdk);
    await().until(() -> application.bodies.contains("early"));
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void afterAShutdownAndANewStartTheAppendersGoOn() {
    Intake<String> appender = appender("endpoint", collector.endpoint());
    appender.accept("a", "one");
    Logline.shutdown();
    assertThat(Logline.status().delivered()).isEqualTo(1);
    appender.accept("a", "between");
    assertThat(Logline.status().lostByReason()).isEqualTo(Map.of("shutdown", 1L));
    Logline.start(dev.logline.LoglineOptions.builder().endpoint(collector.endpoint()).build());
    appender.accept("a", "two");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(bodies()).containsExactly("one", "two");
  }

  @Test
  void aRefusedConfigurationGivesANoopAndNoException() {
    property("otel.exporter.otlp.endpoint", "bad url");
    property("otel.traces.exporter", "otlp");
    appender("global", "never");
    assertThat(Logline.openTelemetry().getTracerProvider()).isSameAs(TracerProvider.noop());
    assertThat(statuses).anyMatch(status -> status.contains("Traces and metrics are off"));
  }

  @Test
  void aRefusedConfigurationOfTracesIsSaidWithoutWhatIsSecret() {
    property("otel.exporter.otlp.traces.endpoint", "http://u:S3CRET@localhost:1/v1?token=S3CRET");
    property("otel.exporter.otlp.logs.endpoint", collector.endpoint() + "/v1/logs");
    property("otel.traces.exporter", "otlp");
    appender("global", "never");
    assertThat(Logline.openTelemetry().getTracerProvider()).isSameAs(TracerProvider.noop());
    assertThat(statuses)
        .anyMatch(status -> status.contains("Traces and metrics are off"))
        .noneMatch(status -> status.contains("S3CRET"));
    assertThat(Logline.status().toString()).doesNotContain("S3CRET");
  }

  @Test
  void whoFlushesWithoutABoundWaitsForTheEnd() {
    appender("endpoint", collector.endpoint()).accept("a", "one");
    assertThat(Logline.flush(java.time.Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    assertThat(bodies()).containsExactly("one");
  }

  @Test
  void aRecordThatComesAfterItsAppenderWasClosedHoldsNoLaterPipeline() {
    Intake<String> closed = appender("endpoint", collector.endpoint());
    closed.close();
    Logline.shutdown();
    Intake<String> next = appender("endpoint", collector.endpoint());
    closed.accept("a", "late");
    next.close();
    await().atMost(LONG).until(() -> Logline.status().route().equals("not started"));
  }
}
