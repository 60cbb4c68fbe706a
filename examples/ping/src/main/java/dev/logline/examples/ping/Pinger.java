package dev.logline.examples.ping;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ping each time it is run; a failed one is logged, and the next one comes all the same. */
final class Pinger implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Pinger.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Tracer tracer;
  private final URI url;

  Pinger(Tracer tracer, URI server) {
    this.tracer = tracer;
    this.url = server.resolve("/ping");
  }

  @Override
  public void run() {
    try {
      Spans.in(tracer.spanBuilder("ping"), this::ping);
    } catch (IOException | RuntimeException e) {
      // It is in the span and the log; there will be another ping.
    }
  }

  private Void ping() throws IOException {
    try {
      String answer = Spans.in(request(), this::send);
      LOGGER.info("got {}", answer);
    } catch (IOException | RuntimeException e) {
      LOGGER.error("ping failed", e);
      throw e;
    }
    return null;
  }

  private SpanBuilder request() {
    return tracer
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, "GET")
        .setAttribute(UrlAttributes.URL_FULL, url.toString())
        .setAttribute(ServerAttributes.SERVER_ADDRESS, url.getHost())
        .setAttribute(ServerAttributes.SERVER_PORT, url.getPort());
  }

  private String send() throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TIMEOUT);
    // 1. The span that is current is the request's own; 2. it goes into the header.
    String traceparent = Traceparent.inject(Context.current());
    if (traceparent != null) {
      request.header(Traceparent.HEADER, traceparent);
    }
    LOGGER.info("sending traceparent {}", traceparent);
    // 3. The server finds it there.
    HttpResponse<String> answer = send(request.build());
    Span.current().setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, answer.statusCode());
    if (answer.statusCode() != 200) {
      throw new IOException("the server answered " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
