package dev.logline.examples.receiver;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Map;

/** The three OTLP services: where each is found, and how one of its requests is taken in. */
enum Signal {
  LOGS("/v1/logs", ExportLogsServiceRequest.getDefaultInstance()) {
    @Override
    void accept(Message request, Telemetry telemetry) {
      for (var ofResource : ((ExportLogsServiceRequest) request).getResourceLogsList()) {
        telemetry.add(ofResource);
        Map<String, Object> resource =
            Decoder.attributes(ofResource.getResource().getAttributesList());
        for (var ofScope : ofResource.getScopeLogsList()) {
          String logger = ofScope.getScope().getName();
          for (var log : ofScope.getLogRecordsList()) {
            telemetry.add(Decoder.record(log, logger, resource), log.getSerializedSize());
          }
        }
      }
    }
  },
  TRACES("/v1/traces", ExportTraceServiceRequest.getDefaultInstance()) {
    @Override
    void accept(Message request, Telemetry telemetry) {
      for (var ofResource : ((ExportTraceServiceRequest) request).getResourceSpansList()) {
        telemetry.add(ofResource);
        Map<String, Object> resource =
            Decoder.attributes(ofResource.getResource().getAttributesList());
        for (var ofScope : ofResource.getScopeSpansList()) {
          String scope = ofScope.getScope().getName();
          for (var span : ofScope.getSpansList()) {
            telemetry.add(Decoder.span(span, scope, resource), span.getSerializedSize());
          }
        }
      }
    }
  },
  METRICS("/v1/metrics", ExportMetricsServiceRequest.getDefaultInstance()) {
    @Override
    void accept(Message request, Telemetry telemetry) {
      for (var ofResource : ((ExportMetricsServiceRequest) request).getResourceMetricsList()) {
        telemetry.add(ofResource);
        Map<String, Object> resource =
            Decoder.attributes(ofResource.getResource().getAttributesList());
        for (var ofScope : ofResource.getScopeMetricsList()) {
          String scope = ofScope.getScope().getName();
          for (var metric : ofScope.getMetricsList()) {
            telemetry.add(Decoder.metric(metric, scope, resource), metric.getSerializedSize());
          }
        }
      }
    }
  };

  final String path;
  private final Message empty;

  Signal(String path, Message empty) {
    this.path = path;
    this.empty = empty;
  }

  /** What a request of this signal is decoded into. */
  Message.Builder request() {
    return empty.newBuilderForType();
  }

  /** Adds what the request holds. */
  abstract void accept(Message request, Telemetry telemetry);
}
