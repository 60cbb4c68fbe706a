package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceKeysTest {
  private static final Context CONTEXT =
      RecordReplay.context("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", (byte) 1);
  private static final SpanContext SPAN = Span.fromContext(CONTEXT).getSpanContext();

  @Test
  void onlyTheSpansOwnIdsAreInTheRecordAlready() {
    assertThat(TraceKeys.isOf(SPAN, "trace_id", SPAN.getTraceId())).isTrue();
    assertThat(TraceKeys.isOf(SPAN, "span_id", SPAN.getSpanId())).isTrue();
    assertThat(TraceKeys.isOf(SPAN, "trace_flags", "01")).isTrue();
    assertThat(TraceKeys.isOf(SPAN, "trace_id", "gateway-4711")).isFalse();
    assertThat(TraceKeys.isOf(SPAN, "tenant", SPAN.getTraceId())).isFalse();
    assertThat(TraceKeys.isOf(SPAN, null, null)).isFalse();
    assertThat(TraceKeys.isOf(SpanContext.getInvalid(), "trace_flags", "00")).isFalse();
  }

  @Test
  void theApplicationsOwnTraceIdStands() {
    Map<String, String> own = Map.of("trace_id", "gateway-4711");
    try (Scope scope = CONTEXT.makeCurrent()) {
      assertThat(scope).isNotNull();
      assertThat(TraceKeys.addTo(own)).isEqualTo(own);
      assertThat(TraceKeys.addTo(Map.of("trace_id", SPAN.getTraceId()))).hasSize(3);
      assertThat(TraceKeys.addTo(null)).hasSize(3);
    }
    assertThat(TraceKeys.addTo(null)).isNull();
  }

  @Test
  void theSpanComesToAnotherThreadWhateverIdsTheApplicationHas() {
    for (String own : new String[] {null, "gateway-4711", "1".repeat(32), SPAN.getTraceId()}) {
      Map<String, String> context = new HashMap<>();
      context.put("trace_id", own);
      context.put("span_id", "2".repeat(16));
      Map<String, String> entries;
      try (Scope scope = CONTEXT.makeCurrent()) {
        assertThat(scope).isNotNull();
        entries = TraceKeys.entries(context::get);
        assertThat(TraceKeys.addTo(context))
            .isInstanceOfSatisfying(TracedMap.class, map -> assertThat(map.span()).isEqualTo(SPAN));
      }
      assertThat(entries).hasSize(own == null || own.equals(SPAN.getTraceId()) ? 3 : 1);
      context.putAll(entries);
      SpanContext found = Span.fromContext(TraceKeys.context(context::get)).getSpanContext();
      assertThat(found).isEqualTo(SPAN);
      entries.forEach((key, value) -> assertThat(TraceKeys.isOf(SPAN, key, value)).isTrue());
    }
  }

  @Test
  void idsOfTheApplicationsOwnAreNoSpan() {
    Map<String, String> own = Map.of("trace_id", "1".repeat(32), "span_id", "2".repeat(16));
    assertThat(TraceKeys.context(own::get)).isSameAs(Context.root());
    assertThat(TraceKeys.entries(own::get)).isEmpty();
    for (String parent : List.of("", "00-x-y-01", "00-" + "1".repeat(32) + "-" + "2".repeat(16))) {
      assertThat(TraceKeys.context(Map.of("logline.traceparent", parent)::get))
          .isSameAs(Context.root());
    }
  }

  @Test
  void theMapIsOneWithTheIdsWhicheverWayItIsRead() throws Exception {
    Map<String, String> own = new HashMap<>();
    own.put("tenant", "acme");
    own.put("nothing", null);
    Map<String, String> expected = new HashMap<>(own);
    expected.put("trace_id", SPAN.getTraceId());
    expected.put("span_id", SPAN.getSpanId());
    expected.put("trace_flags", "01");
    Map<String, String> joined;
    try (Scope scope = CONTEXT.makeCurrent()) {
      assertThat(scope).isNotNull();
      joined = TraceKeys.addTo(own);
    }
    for (String key : List.of("tenant", "nothing", "trace_id", "span_id", "trace_flags", "other")) {
      assertThat(joined.get(key)).isEqualTo(expected.get(key));
      assertThat(joined.containsKey(key)).isEqualTo(expected.containsKey(key));
    }
    assertThat(joined.get(null)).isNull();
    assertThat(joined).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(5);
    assertThat(new HashMap<>(joined)).isEqualTo(expected);
    assertThatThrownBy(() -> joined.put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(joined);
    assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
        .isEqualTo(expected)
        .isInstanceOf(HashMap.class);
  }
}
