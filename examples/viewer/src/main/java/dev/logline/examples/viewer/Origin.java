package dev.logline.examples.viewer;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;

/** Where an item comes from; items of one origin share it. */
record Origin(Resource resource, InstrumentationScope scope) {
  /** About what the decoded messages take beside their content. */
  private static final int OVERHEAD = 1024;

  /** How often content is longer decoded than encoded, at most about. */
  private static final int DECODED = 4;

  /** About how many bytes of memory it takes. */
  long bytes() {
    return OVERHEAD
        + (long) DECODED * (resource.getSerializedSize() + (long) scope.getSerializedSize());
  }

  /** Of {@code service.name}, or empty. */
  String service() {
    return resource.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(KeyValue::getValue)
        .map(AnyValue::getStringValue)
        .findFirst()
        .orElse("");
  }
}
