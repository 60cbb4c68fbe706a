package dev.logline.examples.workers;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Locale;
import java.util.Map;

/**
 * A trace in the environment of a process: {@code TRACEPARENT} and {@code TRACESTATE}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/context/env-carriers/">Environment
 *     Variables as Context Propagation Carriers</a>
 */
final class InheritedTrace {
  private static final W3CTraceContextPropagator PROPAGATOR =
      W3CTraceContextPropagator.getInstance();

  private InheritedTrace() {}

  /** Puts the span of {@code context} into the environment of a process that is to be started. */
  static void put(Context context, Map<String, String> environment) {
    PROPAGATOR.inject(
        context, environment, (carrier, key, value) -> carrier.put(variable(key), value));
  }

  /** The context whose span the parent put there, or the root. */
  static Context of(Map<String, String> environment) {
    return PROPAGATOR.extract(Context.root(), environment, Getter.INSTANCE);
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT);
  }

  private enum Getter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public String get(Map<String, String> environment, String key) {
      return environment == null ? null : environment.get(variable(key));
    }
  }
}
