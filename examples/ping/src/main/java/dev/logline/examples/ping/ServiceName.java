package dev.logline.examples.ping;

/** The name of a service that the environment does not name. */
final class ServiceName {
  private static final String RESOURCE = "OTEL_RESOURCE_ATTRIBUTES";

  private ServiceName() {}

  /**
   * Names it, unless {@code OTEL_SERVICE_NAME} or {@code OTEL_RESOURCE_ATTRIBUTES} does; to be
   * called before the first logger.
   */
  static void otherwise(String name) {
    String attributes = "," + System.getenv().getOrDefault(RESOURCE, "");
    if (System.getenv("OTEL_SERVICE_NAME") == null
        && !attributes.replace(" ", "").contains(",service.name=")
        && System.getProperty("otel.service.name") == null) {
      System.setProperty("otel.service.name", name);
    }
  }
}
