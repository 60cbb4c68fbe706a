package dev.logline.boot;

import java.util.Properties;

/**
 * The SDK's own switch that lets the first {@code GlobalOpenTelemetry.get()} boot an SDK. Turned on
 * unless the user has set it, one way or the other. {@link Telemetry} turns it under its lock.
 *
 * <p>It is one for all class loaders of the JVM, each of which may have a telemetry of its own: how
 * many of them have turned it on is written into the system properties, and the last turns it off.
 */
final class GlobalSwitch {
  private static final String PROPERTY = "otel.java.global-autoconfigure.enabled";
  private static final String COUNT = "dev.logline.global";

  private static volatile boolean ours;

  private GlobalSwitch() {}

  static void turnOn() {
    if (!ours) {
      ours = count(1);
    }
  }

  static void turnOff() {
    if (ours) {
      ours = false;
      boolean unused = count(-1);
    }
  }

  /** Whether there are some now that have turned it on; false where the user has set it. */
  private static boolean count(int more) {
    Properties shared = System.getProperties();
    synchronized (shared) {
      int before = Integer.getInteger(COUNT, 0);
      if (before == 0 && Environment.isSet(PROPERTY)) {
        return false;
      }
      if (before + more > 0) {
        System.setProperty(COUNT, String.valueOf(before + more));
        System.setProperty(PROPERTY, "true");
        return true;
      }
      System.clearProperty(COUNT);
      System.clearProperty(PROPERTY);
      return false;
    }
  }

  /** Whether it is on, and not by the user. */
  static boolean isOurs() {
    return ours;
  }
}
