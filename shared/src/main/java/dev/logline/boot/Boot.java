package dev.logline.boot;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.Severity;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides, beside the application, where records go: through an OpenTelemetry that is there
 * already, or to a backend by a pipeline of our own.
 */
final class Boot implements Runnable {
  private static final long LOOK_AGAIN_NANOS = 200_000_000;

  private final Pipeline pipeline;

  Boot(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void run() {
    try {
      boot();
    } catch (Throwable e) {
      pipeline.refused();
      pipeline.status().error(explain(e), e);
    } finally {
      pipeline.booted();
    }
  }

  private void boot() {
    Settings settings = pipeline.settings();
    settings.sayDifferences(pipeline.status());
    OpenTelemetry adopted = Telemetry.adopted();
    if (adopted != null && mayAdopt(settings)) {
      pipeline.route(adopted.getLogsBridge(), "an adopted OpenTelemetry");
    } else if (settings.export().equals("global")) {
      awaitGlobal();
    } else if (GlobalOpenTelemetry.isSet() && mayAdoptGlobal(settings)) {
      pipeline.route(GlobalOpenTelemetry.get().getLogsBridge(), "the global OpenTelemetry");
    } else {
      pipeline.route(LogsBoot.boot(settings, pipeline.status(), pipeline));
      if (settings.global().equals("eager")) {
        Telemetry.openTelemetry();
      }
    }
  }

  /** Whether an OpenTelemetry of the application's is taken instead of a pipeline of our own. */
  static boolean mayAdopt(Settings settings) {
    return switch (settings.export()) {
      case "own" -> false;
      case "global" -> true;
      default -> !settings.namesBackend();
    };
  }

  private static boolean mayAdoptGlobal(Settings settings) {
    OpenTelemetry global = GlobalOpenTelemetry.get();
    boolean agents = JavaAgent.isPresent() && settings.export().equals("auto");
    return takesLogs(global) && (agents || mayAdopt(settings));
  }

  /** Whether records would go anywhere: a no-op or an SDK without log exporters takes none. */
  static boolean takesLogs(OpenTelemetry openTelemetry) {
    return openTelemetry.getLogsBridge().get("dev.logline").isEnabled(Severity.ERROR);
  }

  private void awaitGlobal() {
    pipeline.await("the global OpenTelemetry");
    while (!GlobalOpenTelemetry.isSet()) {
      if (pipeline.isStopped()) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS); // there is no call that tells when it is set
    }
    pipeline.route(GlobalOpenTelemetry.get().getLogsBridge(), "the global OpenTelemetry");
  }

  private static String explain(Throwable e) {
    Throwable root = e;
    StringBuilder text = new StringBuilder("The OpenTelemetry configuration was refused");
    String separator = ": ";
    for (int depth = 0; root != null && depth < 5; root = root.getCause(), depth++) {
      if (root.getMessage() != null && text.indexOf(root.getMessage()) < 0) {
        text.append(separator).append(root.getMessage());
        separator = "; ";
      }
      if (root.getMessage() != null && root.getMessage().contains("No GrpcSenderProvider")) {
        text.append("; protocol=grpc needs ").append(Senders.GRPC_ARTIFACT);
        text.append(" on the class path");
      }
    }
    return text + settings(text.toString());
  }

  /** Which settings of the environment may be meant: the SDK names the value, if that. */
  private static String settings(String message) {
    StringBuilder settings = new StringBuilder();
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (isMeant(message, variable.getKey(), variable.getValue(), "OTEL_")) {
        append(settings, variable.getKey(), variable.getValue());
      }
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(name, "");
      if (isMeant(message, name, value, "otel.")) {
        append(settings, name, value);
      }
    }
    return settings.isEmpty() ? "" : "; settings that may be meant:" + settings;
  }

  private static boolean isMeant(String message, String name, String value, String prefix) {
    String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return name.startsWith(prefix)
        && !property.contains("headers") // secrets
        && (property.startsWith("otel.exporter.otlp.")
            || (value.length() > 2 && message.contains(value)));
  }

  private static void append(StringBuilder settings, String name, String value) {
    settings
        .append(' ')
        .append(name)
        .append("='")
        .append(value.replaceFirst("//[^/@]*@", "//***@"))
        .append('\'');
  }
}
