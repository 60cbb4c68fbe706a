package dev.logline.network;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Captures what a servlet application is asked and answers, on the span that is current when the
 * filter is called: it belongs behind what makes the span. Declare it with {@code
 * <async-supported>true</async-supported>}, as any filter that asynchronous servlets are to pass.
 *
 * <p>Init parameters are the options of {@link NetworkCapture.Builder}: {@code captureNetwork},
 * {@code maxBodyBytes}, and, by commas, {@code contentTypes} and {@code redact}. One that makes no
 * sense is said in the servlet context's log, and the filter captures nothing then.
 *
 * <p>A form whose fields the container has read for {@code getParameter} is captured from these. An
 * asynchronous request is captured when it is complete; what its threads write to the response that
 * {@code startAsync()} without arguments gives them is not.
 */
public final class NetworkCaptureServletFilter implements Filter {
  private volatile NetworkCapture capture;

  /** With the init parameters, as {@code web.xml} has it. */
  public NetworkCaptureServletFilter() {
    this(null);
  }

  /** For registration by code; init parameters are not looked at. */
  public NetworkCaptureServletFilter(NetworkCapture capture) {
    this.capture = capture;
  }

  @Override
  public void init(FilterConfig config) {
    if (capture != null) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    Collections.list(config.getInitParameterNames())
        .forEach(name -> parameters.put(name, config.getInitParameter(name).trim()));
    try {
      capture = NetworkCapture.builder().setAll(parameters).build();
    } catch (IllegalArgumentException e) {
      config
          .getServletContext()
          .log(config.getFilterName() + " captures nothing: " + e.getMessage());
      capture = NetworkCapture.builder().captureNetwork(false).build();
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Span span = Span.current();
    if (!(request instanceof HttpServletRequest asked)
        || !(response instanceof HttpServletResponse answered)
        || !span.isRecording()
        || !capture.isOn()) {
      chain.doFilter(request, response);
      return;
    }
    CapturingServletRequest capturing = new CapturingServletRequest(asked, capture.newBody());
    CapturingServletResponse answer = new CapturingServletResponse(answered, capture.newBody());
    try {
      chain.doFilter(capturing, answer);
    } finally {
      whenComplete(
          asked,
          () -> {
            HttpMessage.REQUEST.setHeaders(span, capturing.headers(), capture);
            HttpMessage.RESPONSE.set(span, answer.headers(), answer.body(), capture);
            // Last, for the container may refuse a form that it has to read.
            HttpMessage.REQUEST.setBody(span, capturing.headers(), capturing.body(), capture);
          });
    }
  }

  private static void whenComplete(HttpServletRequest request, Runnable end) {
    if (request.isAsyncStarted()) {
      try {
        request.getAsyncContext().addListener(new WhenComplete(end));
        return;
      } catch (IllegalStateException e) {
        // it has completed meanwhile
      }
    }
    HttpMessage.guard(end);
  }

  private record WhenComplete(Runnable end) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      HttpMessage.guard(end);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}
  }
}
