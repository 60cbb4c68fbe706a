package dev.logline.examples.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceparentTest {
  private static final SpanContext CALLER =
      SpanContext.create(
          "4bf92f3577b34da6a3ce929d0e0e4736",
          "00f067aa0ba902b7",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void isWrittenAsThePropagatorWritesIt() {
    Context context = Context.root().with(Span.wrap(CALLER));
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);

    assertThat(Traceparent.inject(context)).isEqualTo(headers.get(Traceparent.HEADER));
  }

  @Test
  void isReadAsThePropagatorReadsIt() {
    String header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    TextMapGetter<String> getter = (value, name) -> name.equals(Traceparent.HEADER) ? value : null;
    Context expected =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), header, getter);

    assertThat(Span.fromContext(Traceparent.extract(Context.root(), header)).getSpanContext())
        .isEqualTo(Span.fromContext(expected).getSpanContext())
        .matches(SpanContext::isRemote);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
      })
  void whatIsNotOfTheFormatIsNoCaller(String header) {
    assertThat(Traceparent.extract(Context.root(), header)).isSameAs(Context.root());
  }

  @Test
  void isNotWrittenOutsideOfASpan() {
    assertThat(Traceparent.inject(Context.root())).isNull();
  }
}
