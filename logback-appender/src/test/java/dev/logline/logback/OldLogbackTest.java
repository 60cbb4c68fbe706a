package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.logline.Logline;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.MDCAdapter;

/** What older Logbacks do otherwise. */
class OldLogbackTest {
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private final FakeCollector collector = FakeCollector.start();

  @BeforeEach
  void begin() {
    GlobalOpenTelemetry.resetForTest();
    System.setProperty("otel.blrp.schedule.delay", "10");
  }

  @AfterEach
  void end() {
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
  }

  private void configure(LoggerContext context) {
    TestContext.configure(
        context,
        "<configuration><appender name='OTLP' class='dev.logline.logback.OtlpAppender'><endpoint>"
            + collector.endpoint()
            + "</endpoint></appender>"
            + "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
            + "<appender-ref ref='OTLP'/></appender>"
            + "<root level='INFO'><appender-ref ref='ASYNC'/></root></configuration>");
  }

  /** The trace of what is logged in the span behind an AsyncAppender. */
  private String traceOfOne(LoggerContext context) {
    Context.root()
        .with(Span.wrap(SPAN))
        .wrap(() -> context.getLogger("a").info("in the span"))
        .run();
    return HexFormat.of().formatHex(collector.awaitLogRecords(1).get(0).getTraceId().toByteArray());
  }

  /** As the one of SLF4J does until 1.5.12 at least. */
  @Test
  void aContextThatGetsItsMdcAfterItsConfigurationKeepsTheSpan() {
    LoggerContext context = new LoggerContext();
    configure(context);
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.getMDCAdapter().put("tenant", "acme");
    assertThat(traceOfOne(context)).isEqualTo(SPAN.getTraceId());
    assertThat(context.getTurboFilterList()).isEmpty();
    assertThat(collector.logRecords().get(0).getAttributesList())
        .extracting(a -> a.getKey())
        .containsExactly("tenant", "thread.name");
    context.stop();
  }

  /** As before 1.5.1. */
  @Test
  void aContextThatRefusesASecondMdcKeepsTheSpan() {
    LoggerContext context =
        new LoggerContext() {
          @Override
          public void setMDCAdapter(MDCAdapter adapter) {
            if (getMDCAdapter() == null) {
              super.setMDCAdapter(adapter);
            }
          }
        };
    context.setMDCAdapter(new LogbackMDCAdapter());
    configure(context);
    assertThat(traceOfOne(context)).isEqualTo(SPAN.getTraceId());
    context.stop();
  }

  /** As 1.2, and before 1.3.9 and 1.4.9. */
  @Test
  void oneThatIsTooOldIsSaidAndTheApplicationRunsOn() {
    LoggerContext context =
        new LoggerContext() {
          @Override
          public MDCAdapter getMDCAdapter() {
            throw new NoSuchMethodError("getMDCAdapter");
          }
        };
    configure(context);
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .anyMatch(s -> s.getMessage().startsWith("this Logback is too old"));
    context.stop();
  }
}
