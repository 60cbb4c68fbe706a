package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.api.instrumenter.SpanNameExtractor;
import io.opentelemetry.instrumentation.api.instrumenter.SpanStatusBuilder;
import io.opentelemetry.instrumentation.api.instrumenter.SpanStatusExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanNameExtractor;
import io.opentelemetry.instrumentation.api.semconv.http.HttpSpanStatusExtractor;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Instruments the JDK's HTTP server: OpenTelemetry's instrumentation API decides on names,
 * attributes and status, as it does in the javaagent.
 */
final class HttpServerTelemetry extends Filter {
  private static final ExchangeAttributes GETTER = new ExchangeAttributes();

  private final SpanNameExtractor<HttpExchange> name = HttpSpanNameExtractor.create(GETTER);
  private final AttributesExtractor<HttpExchange, HttpExchange> attributes =
      HttpServerAttributesExtractor.create(GETTER);
  private final SpanStatusExtractor<HttpExchange, HttpExchange> status =
      HttpSpanStatusExtractor.create(GETTER);
  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final Pattern excludedUrls;

  private HttpServerTelemetry(Builder builder) {
    tracer = builder.openTelemetry.getTracer("instrumented-server");
    propagator = builder.openTelemetry.getPropagators().getTextMapPropagator();
    excludedUrls = builder.excludedUrls;
  }

  static Builder builder(OpenTelemetry openTelemetry) {
    return new Builder(openTelemetry);
  }

  @Override
  public String description() {
    return toString();
  }

  @Override
  @SuppressWarnings("try") // the scope is there to be closed
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    if (excludedUrls.matcher(exchange.getRequestURI().toString()).find()) {
      chain.doFilter(exchange);
      return;
    }
    Context caller = propagator.extract(Context.current(), exchange, RequestHeaders.GETTER);
    Span span = start(caller, exchange);
    Context context = caller.with(span);
    Throwable thrown = null;
    try (Scope scope = context.makeCurrent()) {
      chain.doFilter(exchange);
    } catch (IOException | RuntimeException | Error e) {
      thrown = e;
      throw e;
    } finally {
      end(span, context, exchange, thrown);
    }
  }

  private Span start(Context caller, HttpExchange exchange) {
    AttributesBuilder ofRequest = Attributes.builder();
    attributes.onStart(ofRequest, caller, exchange);
    return tracer
        .spanBuilder(name.extract(exchange))
        .setParent(caller)
        .setSpanKind(SpanKind.SERVER)
        .setAllAttributes(ofRequest.build())
        .startSpan();
  }

  private void end(Span span, Context context, HttpExchange exchange, Throwable thrown) {
    AttributesBuilder ofAnswer = Attributes.builder();
    attributes.onEnd(ofAnswer, context, exchange, exchange, thrown);
    span.setAllAttributes(ofAnswer.build());
    status.extract(new StatusOf(span), exchange, exchange, thrown);
    if (thrown != null) {
      span.recordException(thrown);
    }
    span.end();
  }

  @Override
  public String toString() {
    return "HttpServerTelemetry{excludedUrls=" + excludedUrls + "}";
  }

  /** What is instrumented, and with what. */
  static final class Builder {
    private static final Pattern NONE = Pattern.compile("(?!)");

    private final OpenTelemetry openTelemetry;
    private Pattern excludedUrls = NONE;

    private Builder(OpenTelemetry openTelemetry) {
      this.openTelemetry = openTelemetry;
    }

    /**
     * Regular expressions, by commas: a request whose URL holds one has no span; none by default.
     */
    Builder excludedUrls(String expressions) {
      excludedUrls = Pattern.compile(expressions.trim().replaceAll("\\s*,\\s*", "|"));
      return this;
    }

    HttpServerTelemetry build() {
      return new HttpServerTelemetry(this);
    }
  }

  /** Gives a span the status that the instrumentation API finds. */
  private record StatusOf(Span span) implements SpanStatusBuilder {
    @Override
    public SpanStatusBuilder setStatus(StatusCode code, String description) {
      span.setStatus(code, description);
      return this;
    }
  }
}
