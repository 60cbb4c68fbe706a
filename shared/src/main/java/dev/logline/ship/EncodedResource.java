package dev.logline.ship;

import dev.logline.logrecord.ProtoWriter;
import dev.logline.logrecord.ResourceEncoder;
import io.opentelemetry.sdk.resources.Resource;

/** A resource as it stands in each request: two fields of {@code ResourceLogs}, encoded once. */
public final class EncodedResource {
  private final byte[] resource;
  private final byte[] schemaUrl;

  private EncodedResource(byte[] resource, byte[] schemaUrl) {
    this.resource = resource;
    this.schemaUrl = schemaUrl;
  }

  public static EncodedResource of(Resource resource) {
    return new EncodedResource(
        ResourceEncoder.resource(resource), ResourceEncoder.schemaUrl(resource));
  }

  int size() {
    return resource.length + schemaUrl.length;
  }

  /** Writes the field {@code resource}, which comes before the scopes. */
  void writeResource(ProtoWriter out) {
    out.append(resource, 0, resource.length);
  }

  /** Writes the field {@code schema_url}, if there is one, which comes behind them. */
  void writeSchemaUrl(ProtoWriter out) {
    out.append(schemaUrl, 0, schemaUrl.length);
  }
}
