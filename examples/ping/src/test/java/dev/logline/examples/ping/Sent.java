package dev.logline.examples.ping;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.ScopedRecord;
import dev.logline.testkit.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What both services have sent to a collector, by trace. */
record Sent(List<Tree> trees) {
  /** A span with the service that made it. */
  record OfService(Span span, Resource resource) {}

  static Sent to(FakeCollector collector) {
    List<OfService> spans = new ArrayList<>();
    for (var request : collector.requests(Signal.TRACES)) {
      for (ResourceSpans ofResource :
          ((ExportTraceServiceRequest) request.message()).getResourceSpansList()) {
        for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
          ofScope
              .getSpansList()
              .forEach(span -> spans.add(new OfService(span, ofResource.getResource())));
        }
      }
    }
    List<ScopedRecord> records = collector.scopedRecords();
    Set<Object> traces = new LinkedHashSet<>();
    spans.forEach(span -> traces.add(span.span().getTraceId()));
    return new Sent(
        traces.stream()
            .map(
                trace ->
                    new Tree(
                        spans.stream().filter(s -> s.span().getTraceId().equals(trace)).toList(),
                        records.stream()
                            .filter(r -> r.record().getTraceId().equals(trace))
                            .toList()))
            .toList());
  }

  /** The first trace of that kind. */
  Optional<Tree> first(Predicate<Tree> kind) {
    return trees.stream().filter(kind).findFirst();
  }

  /** All traces, for people. */
  String draw() {
    return trees.stream().map(Tree::draw).collect(Collectors.joining("\n"));
  }
}
