package dev.logline.examples.viewer;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.Telemetry;
import java.io.IOException;
import java.util.List;

/**
 * Receives OTLP over HTTP and shows it on a web page at the same port.
 *
 * <p>By default it listens on the loopback address, and keeps the newest 10,000 records and as many
 * spans, in 64 MiB.
 */
public final class Viewer implements AutoCloseable {
  private final OtlpReceiver receiver;
  private final Store store;
  private final ViewerOptions options;

  private Viewer(ViewerOptions options) throws IOException {
    this.options = options;
    store = new Store(options.records(), options.memory());
    OtlpReceiver.Builder builder =
        OtlpReceiver.builder().host(options.host()).port(options.port()).keepNothing();
    options.names().forEach(builder::allowHost);
    Telemetry telemetry = builder.telemetry();
    telemetry.addListener(store);
    receiver =
        builder
            .handle("/", new PageHandler())
            .handle("/api/", new ApiHandler(store, telemetry::refusedCount))
            .start();
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException when something else listens there
   */
  public static Viewer start(int port) throws IOException {
    return start(ViewerOptions.parse(List.of("--port", Integer.toString(port))));
  }

  static Viewer start(ViewerOptions options) throws IOException {
    return new Viewer(options);
  }

  /** The address of the page. */
  public String page() {
    return receiver.endpoint() + "/";
  }

  /** What a sender's {@code OTEL_EXPORTER_OTLP_ENDPOINT} should be. */
  public String endpoint() {
    return receiver.endpoint();
  }

  /** Tells listeners of what comes, and keeps nothing itself. */
  public Telemetry telemetry() {
    return receiver.telemetry();
  }

  Store store() {
    return store;
  }

  @Override
  public void close() {
    receiver.close();
  }

  @Override
  public String toString() {
    return "Viewer{" + page() + ", " + options + "}";
  }
}
