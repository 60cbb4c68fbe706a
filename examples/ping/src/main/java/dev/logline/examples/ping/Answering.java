package dev.logline.examples.ping;

import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;

/** What the server does on each ping. */
interface Answering {
  /** Counts the ping and remembers it; throws what a store throws, after it has tried both. */
  @WithSpan("answer ping")
  String answer(@SpanAttribute("ping.sender") String sender);
}
