package dev.logline.boot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The OpenTelemetry javaagent, which exports by itself what the frameworks log. */
final class JavaAgent {
  private JavaAgent() {}

  static boolean isPresent() {
    try {
      Class.forName(
          "io.opentelemetry.javaagent.OpenTelemetryAgent",
          false,
          ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Whether the agent exports what a framework logs.
   *
   * @param instrumentation the name of the agent's instrumentation for the framework
   */
  static boolean exports(String instrumentation) {
    if (!isPresent()) {
      return false;
    }
    Properties file = file();
    String own = setting("otel.instrumentation." + instrumentation + ".enabled", file);
    String all = setting("otel.instrumentation.common.default-enabled", file);
    String enabled = own == null ? all : own;
    return !"false".equalsIgnoreCase(enabled)
        && !"none".equals(setting("otel.logs.exporter", file))
        && !"false".equalsIgnoreCase(setting("otel.javaagent.enabled", file));
  }

  private static String setting(String property, Properties file) {
    String value = Environment.get(property);
    return value == null ? file.getProperty(property) : value;
  }

  /** The agent's own file, which the environment wins over; empty where it has none. */
  private static Properties file() {
    Properties file = new Properties();
    String path = Environment.get("otel.javaagent.configuration-file");
    if (path != null) {
      String home = System.getProperty("user.home");
      String resolved = path.startsWith("~") ? home + path.substring(1) : path; // as the agent does
      try (Reader in = Files.newBufferedReader(Path.of(resolved))) {
        file.load(in);
      } catch (IOException | RuntimeException e) {
        return new Properties(); // the agent says that it cannot read its file
      }
    }
    return file;
  }
}
