package dev.logline.boot;

/**
 * The SDK's own switch that lets the first {@code GlobalOpenTelemetry.get()} boot an SDK. Turned on
 * unless the user has set it, one way or the other. {@link Telemetry} turns it under its lock.
 */
final class GlobalSwitch {
  private static final String PROPERTY = "otel.java.global-autoconfigure.enabled";

  private static volatile boolean ours;

  private GlobalSwitch() {}

  static void turnOn() {
    if (!Environment.isSet(PROPERTY)) {
      System.setProperty(PROPERTY, "true");
      ours = true;
    }
  }

  static void turnOff() {
    if (ours) {
      ours = false;
      System.clearProperty(PROPERTY);
    }
  }

  /** Whether it is on, and not by the user. */
  static boolean isOurs() {
    return ours;
  }
}
