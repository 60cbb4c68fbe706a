package dev.logline.logrecord;

import io.opentelemetry.sdk.resources.Resource;
import java.util.Arrays;

/** Encodes a resource as fields of {@code ResourceLogs} (opentelemetry-proto, logs.proto). */
public final class ResourceEncoder {
  private static final int RESOURCE = 1;
  private static final int SCHEMA_URL = 3;
  private static final int ATTRIBUTES = 1;

  private ResourceEncoder() {}

  public static byte[] resource(Resource resource) {
    ProtoWriter inner = new ProtoWriter(512);
    resource
        .getAttributes()
        .forEach((key, value) -> SdkRecordEncoder.writeAttribute(inner, ATTRIBUTES, key, value));
    ProtoWriter out = new ProtoWriter(inner.size() + 16);
    out.writeBytes(RESOURCE, inner.array(), 0, inner.size());
    return Arrays.copyOf(out.array(), out.size());
  }

  public static byte[] schemaUrl(Resource resource) {
    ProtoWriter out = new ProtoWriter(128);
    if (resource.getSchemaUrl() != null) {
      out.writeString(SCHEMA_URL, resource.getSchemaUrl());
    }
    return Arrays.copyOf(out.array(), out.size());
  }
}
