package dev.logline.ship;

import dev.logline.logrecord.ProtoWriter;
import dev.logline.logrecord.ResourceEncoder;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A resource as it stands in each request: two fields of {@code ResourceLogs}, encoded once. */
public final class EncodedResource {
  private final byte[] resource;
  private final byte[] schemaUrl;
  private final EncodedResource ofAnyInstance;

  private EncodedResource(byte[] resource, byte[] schemaUrl, EncodedResource ofAnyInstance) {
    this.resource = resource;
    this.schemaUrl = schemaUrl;
    this.ofAnyInstance = ofAnyInstance == null ? this : ofAnyInstance;
  }

  public static EncodedResource of(Resource resource) {
    // Not by the resource's own builder, which warns of entities that lose an attribute.
    Attributes attributes =
        resource.getAttributes().toBuilder()
            .removeIf(
                key ->
                    key.getKey().equals("service.instance.id")
                        || key.getKey().startsWith("process."))
            .build();
    Resource ofAny = Resource.create(attributes, resource.getSchemaUrl());
    return new EncodedResource(
        ResourceEncoder.resource(resource),
        ResourceEncoder.schemaUrl(resource),
        new EncodedResource(
            ResourceEncoder.resource(ofAny), ResourceEncoder.schemaUrl(ofAny), null));
  }

  /** The resource that {@link #toBytes} gave. */
  static EncodedResource of(byte[] bytes) {
    int size = ByteBuffer.wrap(bytes).getInt();
    int schema = Integer.BYTES + size;
    return new EncodedResource(
        Arrays.copyOfRange(bytes, Integer.BYTES, schema),
        Arrays.copyOfRange(bytes, schema, bytes.length),
        null);
  }

  /** For a file: the length of the field {@code resource} as an int32, and then both fields. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(Integer.BYTES + size())
        .putInt(resource.length)
        .put(resource)
        .put(schemaUrl)
        .array();
  }

  /** Without what only holds for this process. */
  EncodedResource ofAnyInstance() {
    return ofAnyInstance;
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
