package dev.logline.examples.instrumentedserver;

import dev.logline.examples.receiver.Backend;
import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.viewer.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts the server in one of the three ways, and what receives from it: over gRPC on 4317, with a
 * page to look at.
 *
 * <p>With a backend named in the environment, the server sends there and nothing is received here.
 */
public final class Run {
  private Run() {}

  /** Runs until Ctrl-C. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Way way = args.length == 1 ? Way.named(args[0]) : null;
    if (way == null) {
      System.err.println("usage: run manual|agent|library");
      System.exit(2);
      return;
    }
    Map<String, String> backend = Backend.named(System.getenv());
    System.exit(backend == null ? receive(way) : serve(way, backend));
  }

  private static int receive(Way way) throws IOException, InterruptedException {
    try (Viewer viewer = viewer();
        GrpcReceiver receiver = receiver(viewer.endpoint())) {
      viewer.telemetry().addListener(new Report(System.out));
      System.out.println("receiving over gRPC on " + receiver.endpoint());
      System.out.println("page at " + viewer.page());
      return serve(
          way,
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              receiver.endpoint(),
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              "grpc"));
    }
  }

  private static int serve(Way way, Map<String, String> backend)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(backend);
    Process server = way.process(Application.DEFAULT_PORT, environment).inheritIO().start();
    // Its end is awaited, so that what it still has can come.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end-of-server"));
    return server.waitFor();
  }

  private static void end(Process server) {
    server.destroy();
    server.onExit().join();
  }

  private static Viewer viewer() throws IOException {
    try {
      return Viewer.start(OtlpReceiver.DEFAULT_PORT);
    } catch (BindException e) {
      return Viewer.start(0);
    }
  }

  private static GrpcReceiver receiver(String endpoint) throws IOException {
    try {
      return GrpcReceiver.start(GrpcReceiver.DEFAULT_PORT, endpoint);
    } catch (IOException e) {
      System.out.println("port " + GrpcReceiver.DEFAULT_PORT + " is taken, using a free one");
      return GrpcReceiver.start(0, endpoint);
    }
  }
}
