package dev.logline.boot;

import java.util.Locale;

/** System properties and environment variables, looked up as the SDK's autoconfigure does. */
final class Environment {
  private Environment() {}

  /**
   * The value of a property such as {@code otel.service.name}: the system property, else the
   * environment variable {@code OTEL_SERVICE_NAME}, else null; an empty one counts as not set.
   */
  static String get(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      value = System.getenv(variable(property));
    }
    return value == null || value.isBlank() ? null : value.trim();
  }

  static boolean isSet(String property) {
    return get(property) != null;
  }

  /** The environment variable of a property. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
