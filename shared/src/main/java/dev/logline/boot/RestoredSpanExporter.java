package dev.logline.boot;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Exports spans with the instance id of the process that was restored, for an SDK keeps its own.
 */
record RestoredSpanExporter(SpanExporter delegate) implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return delegate.export(InstanceId.renewed(spans, SpanData::getResource, Renewed::new));
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return delegate.shutdown();
  }

  private static final class Renewed extends DelegatingSpanData {
    private final Resource resource;

    Renewed(SpanData delegate, Resource resource) {
      super(delegate);
      this.resource = resource;
    }

    @Override
    public Resource getResource() {
      return resource;
    }
  }
}
