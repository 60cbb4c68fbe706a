package dev.logline.boot;

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
    String own = Environment.get("otel.instrumentation." + instrumentation + ".enabled");
    String all = Environment.get("otel.instrumentation.common.default-enabled");
    String enabled = own == null ? all : own;
    return isPresent()
        && !"false".equalsIgnoreCase(enabled)
        && !"none".equals(Environment.get("otel.logs.exporter"))
        && !"false".equalsIgnoreCase(Environment.get("otel.javaagent.enabled"));
  }
}
