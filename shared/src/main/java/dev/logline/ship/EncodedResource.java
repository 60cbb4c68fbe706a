package dev.logline.ship;

import dev.logline.logrecord.ResourceEncoder;
import io.opentelemetry.sdk.resources.Resource;

/**
 * A resource as it stands in each request.
 *
 * @param resource the field {@code resource} of {@code ResourceLogs}
 * @param schemaUrl its field {@code schema_url}, or nothing
 */
public record EncodedResource(byte[] resource, byte[] schemaUrl) {
  public static EncodedResource of(Resource resource) {
    return new EncodedResource(
        ResourceEncoder.resource(resource), ResourceEncoder.schemaUrl(resource));
  }
}
