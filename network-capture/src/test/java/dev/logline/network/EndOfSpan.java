package dev.logline.network;

import io.opentelemetry.api.trace.Span;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends the span of an asynchronous request when it is complete. */
record EndOfSpan(Span span) implements AsyncListener {
  @Override
  public void onComplete(AsyncEvent event) {
    span.end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {}

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
