package dev.logline.examples.networkcapture;

import dev.logline.examples.receiver.Backend;
import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import dev.logline.examples.viewer.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the shop under the javaagent, and what receives from it, with a page to look at.
 *
 * <p>With a backend named in the environment, the shop sends there and nothing is received here.
 */
public final class Run {
  private Run() {}

  /** Runs until Ctrl-C. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> backend = Backend.named(System.getenv());
    System.exit(backend == null ? receive() : serve(backend));
  }

  private static int receive() throws IOException, InterruptedException {
    try (Viewer viewer = viewer()) {
      viewer.telemetry().addListener(new Report());
      System.out.println("page at " + viewer.page());
      return serve(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", viewer.endpoint()));
    }
  }

  private static int serve(Map<String, String> backend) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(backend);
    Process shop = process(Shop.DEFAULT_PORT, environment).inheritIO().start();
    // Its end is awaited, so that what it still has can come.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(shop), "end-of-shop"));
    return shop.waitFor();
  }

  private static void end(Process shop) {
    shop.destroy();
    shop.onExit().join();
  }

  private static Viewer viewer() throws IOException {
    try {
      return Viewer.start(OtlpReceiver.DEFAULT_PORT);
    } catch (BindException e) {
      return Viewer.start(0);
    }
  }

  /** A JVM of its own for the shop, on this class path, with the javaagent and that environment. */
  static ProcessBuilder process(int port, Map<String, String> given) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + javaagent(),
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName(),
                Integer.toString(port)));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(given.keySet());
    environment.putAll(given);
    environment.putIfAbsent("OTEL_SERVICE_NAME", "shop");
    environment.putIfAbsent("OTEL_METRICS_EXPORTER", "none");
    environment.putIfAbsent("HYPERDX_ENABLE_ADVANCED_NETWORK_CAPTURE", "1");
    return builder;
  }

  private static Path javaagent() {
    try {
      Path classes = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolveSibling("javaagent").resolve("opentelemetry-javaagent.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Prints what was captured, a line each. */
  private static final class Report implements TelemetryListener {
    @Override
    public void onSpan(ReceivedSpan span) {
      System.out.println("received span " + span.name());
      span.attributes().entrySet().stream()
          .filter(field -> field.getKey().matches("http\\.(request|response)\\.(header|body).*"))
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> System.out.println("  " + field.getKey() + " = " + field.getValue()));
    }
  }
}
