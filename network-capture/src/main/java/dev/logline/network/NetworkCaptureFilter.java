package dev.logline.network;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.trace.Span;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Captures what contexts of the JDK's HTTP server are asked and answer, on the span that is current
 * when the filter is called: it belongs behind the filter that makes the span. With the javaagent
 * its place does not matter.
 *
 * <p>What a handler reads or writes after it has returned, on another thread, comes too late for
 * the span and is not captured.
 */
public final class NetworkCaptureFilter extends Filter {
  private final NetworkCapture capture;

  public NetworkCaptureFilter(NetworkCapture capture) {
    this.capture = capture;
  }

  @Override
  public String description() {
    return "captures headers and bodies on the current span";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Span span = Span.current();
    if (!span.isRecording() || !capture.isOn()) {
      chain.doFilter(exchange);
      return;
    }
    CapturedBody request = capture.newBody();
    CapturedBody response = capture.newBody();
    exchange.setStreams(
        new Reading(exchange.getRequestBody(), request),
        new Writing(exchange.getResponseBody(), response));
    HttpMessage.REQUEST.setHeaders(span, exchange.getRequestHeaders(), capture);
    try {
      chain.doFilter(exchange);
    } finally {
      HttpMessage.REQUEST.setBody(span, exchange.getRequestHeaders(), request, capture);
      HttpMessage.RESPONSE.set(span, exchange.getResponseHeaders(), response, capture);
    }
  }

  private static final class Reading extends FilterInputStream {
    private final CapturedBody body;

    Reading(InputStream in, CapturedBody body) {
      super(in);
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        body.add(read);
      }
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read > 0) {
        body.add(bytes, offset, read);
      }
      return read;
    }

    /** What is read again would be captured again. */
    @Override
    public boolean markSupported() {
      return false;
    }
  }

  private static final class Writing extends FilterOutputStream {
    private final CapturedBody body;

    Writing(OutputStream out, CapturedBody body) {
      super(out);
      this.body = body;
    }

    @Override
    public void write(int singleByte) throws IOException {
      out.write(singleByte);
      body.add(singleByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      body.add(bytes, offset, length);
    }
  }
}
