package dev.logline.examples.receiver;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Map;

/** The three OTLP services: where each is found, and how one of its requests is taken in. */
enum Signal {
  LOGS("/v1/logs") {
    @Override
    void accept(byte[] body, Telemetry telemetry) throws InvalidProtocolBufferException {
      for (var ofResource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
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
  TRACES("/v1/traces") {
    @Override
    void accept(byte[] body, Telemetry telemetry) throws InvalidProtocolBufferException {
      for (var ofResource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
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
  METRICS("/v1/metrics") {
    @Override
    void accept(byte[] body, Telemetry telemetry) throws InvalidProtocolBufferException {
      for (var ofResource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
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

  Signal(String path) {
    this.path = path;
  }

  /** Adds what the request holds, all of it or, when it cannot be decoded, nothing. */
  abstract void accept(byte[] body, Telemetry telemetry) throws InvalidProtocolBufferException;
}
