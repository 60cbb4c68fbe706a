package dev.logline.boot;

import java.util.Locale;

/** A name for a service that was given none: its jar's or its main class's. */
final class ServiceName {
  private ServiceName() {}

  /** From the JVM's own command line, or {@code fallback} where that does not tell. */
  static String derive(String fallback) {
    return derive(System.getProperty("sun.java.command"), fallback);
  }

  static String derive(String command, String fallback) {
    if (command == null || command.isBlank()) {
      return fallback;
    }
    String first = command.trim().split("\\s+")[0];
    if (first.toLowerCase(Locale.ROOT).endsWith(".jar")) {
      String file = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
      return file.substring(0, file.length() - ".jar".length());
    }
    String mainClass = first.substring(first.lastIndexOf('/') + 1); // module/class
    return mainClass.substring(mainClass.lastIndexOf('.') + 1);
  }
}
