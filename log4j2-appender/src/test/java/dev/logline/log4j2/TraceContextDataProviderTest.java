package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.Test;

class TraceContextDataProviderTest extends CollectorTest {
  private static final String PATTERN =
      "<PatternLayout pattern=\"[%X{trace_id} %X{span_id} %X{trace_flags}]\"/>";

  @Test
  void thePatternsOfAppendersCanShowTheSpan() {
    try (TestContext context = start("", PATTERN)) {
      inSpan(() -> context.logger("shop.Orders").info("in a span"));
      assertThat(body(arrived()))
          .isEqualTo("[0af7651916cd43dd8448eb211c80319c b7ad6b7169203331 01]");
    }
  }

  @Test
  void withoutASpanNothingIsAdded() {
    TraceContextDataProvider provider = new TraceContextDataProvider();
    assertThat(provider.supplyContextData()).isEmpty();
    assertThat(provider.supplyStringMap().isEmpty()).isTrue();
    assertThat(provider.getValue("trace_id")).isNull();
  }

  @Test
  void bothOfLog4j2sWaysToAskGetTheSame() {
    TraceContextDataProvider provider = new TraceContextDataProvider();
    inSpan(
        () -> {
          assertThat(provider.supplyStringMap().toMap())
              .isEqualTo(provider.supplyContextData())
              .hasSize(3);
          assertThat(provider.supplyStringMap().isFrozen()).isTrue();
          assertThat(provider.getValue("span_id")).isEqualTo(SPAN.getSpanId());
          assertThat(provider.getValue("tenant")).isNull();
        });
  }

  @Test
  void anIdOfTheApplicationsOwnStandsAndIsAnAttribute() {
    ThreadContext.put("trace_id", "order-17");
    try (TestContext context = start("", PATTERN)) {
      inSpan(() -> context.logger("shop.Orders").info("in a span"));
      LogRecord record = arrived();
      assertThat(body(record)).isEqualTo("[order-17  ]");
      assertThat(text(record, "trace_id")).isEqualTo("order-17");
      assertThat(traceId(record)).isEqualTo(SPAN.getTraceId());
    }
  }

  @Test
  void theSpansIdPutByHandIsCompletedAndNoAttribute() {
    ThreadContext.put("trace_id", SPAN.getTraceId());
    try (TestContext context = start("", PATTERN)) {
      inSpan(() -> context.logger("shop.Orders").info("in a span"));
      LogRecord record = arrived();
      assertThat(body(record)).isEqualTo("[" + SPAN.getTraceId() + " " + SPAN.getSpanId() + " 01]");
      assertThat(attributes(record)).containsOnlyKeys("thread.name");
    }
  }
}
