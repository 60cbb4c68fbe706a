package dev.logline.boot;

import dev.logline.diagnose.StatusPort;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.resources.Resource;

/** What Logline adds to the resource that the SDK found: a service name where there is none. */
final class Resources {
  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
  private static final AttributeKey<String> DISTRO_NAME =
      AttributeKey.stringKey("telemetry.distro.name");
  private static final String UNKNOWN = "unknown_service";

  private Resources() {}

  static Resource complete(Resource found, StatusPort status) {
    Resource resource = InstanceId.renewed(found);
    if (found.getAttribute(DISTRO_NAME) == null) {
      resource = resource.toBuilder().put(DISTRO_NAME, "logline").build();
    }
    String name = found.getAttribute(SERVICE_NAME);
    if (name == null || name.startsWith(UNKNOWN)) {
      String derived = ServiceName.derive(name == null ? UNKNOWN : name);
      resource = resource.toBuilder().put(SERVICE_NAME, derived).build();
      status.info(
          "No service name is set; records carry service.name='"
              + derived
              + "'. Set serviceName in the element, or OTEL_SERVICE_NAME.");
    }
    return resource;
  }
}
