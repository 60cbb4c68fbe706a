package dev.logline.logrecord;

import io.opentelemetry.api.trace.SpanContext;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A context map and the span it belongs to, whose ids are put into it only when somebody asks: most
 * appenders look for no trace. It cannot be changed; serialized, it is a plain map.
 */
@SuppressWarnings("serial") // what is written is the map that replaces it
public final class TracedMap extends AbstractMap<String, String> implements Serializable {
  private final transient Map<String, String> plain;
  private final transient SpanContext span;
  private final transient boolean shown;
  private transient Map<String, String> joined; // null until somebody goes through all of it

  /**
   * @param plain not changed any more
   * @param shown whether the ids are in the map, over what {@code plain} has; else it is as that
   */
  TracedMap(Map<String, String> plain, SpanContext span, boolean shown) {
    this.plain = plain;
    this.span = span;
    this.shown = shown;
  }

  /** The span that was current when the map was asked for. */
  public SpanContext span() {
    return span;
  }

  /** The context without the span, unless the application itself had put its ids there. */
  public Map<String, String> plain() {
    return plain;
  }

  @Override
  public String get(Object key) {
    if (shown && key instanceof String name && TraceKeys.isId(name)) {
      return switch (name) {
        case TraceKeys.TRACE_ID -> span.getTraceId();
        case TraceKeys.SPAN_ID -> span.getSpanId();
        default -> span.getTraceFlags().asHex();
      };
    }
    return plain.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return (shown && key instanceof String name && TraceKeys.isId(name)) || plain.containsKey(key);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return joined().entrySet();
  }

  private Map<String, String> joined() {
    if (!shown) {
      return plain;
    } else if (joined == null) {
      Map<String, String> all = new HashMap<>(plain);
      all.put(TraceKeys.TRACE_ID, span.getTraceId());
      all.put(TraceKeys.SPAN_ID, span.getSpanId());
      all.put(TraceKeys.TRACE_FLAGS, span.getTraceFlags().asHex());
      joined = Collections.unmodifiableMap(all); // a value may be null
    }
    return joined;
  }

  private Object writeReplace() {
    return new HashMap<>(joined());
  }
}
