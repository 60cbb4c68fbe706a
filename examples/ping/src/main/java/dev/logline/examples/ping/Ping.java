package dev.logline.examples.ping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.viewer.Viewer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Starts Redis, MongoDB, the server and the client, and a receiver with a page to look at.
 *
 * <p>{@code REDIS_URL} and {@code MONGO_URL} name stores that are there already; with a backend
 * named in the environment, both services send there and nothing is received here.
 */
public final class Ping {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  private Ping() {}

  /** Runs until Ctrl-C. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0) {
      System.err.println("usage: run");
      System.exit(2);
    }
    // The two services are traced; what the stores in this JVM log is not sent.
    System.setProperty("otel.sdk.disabled", "true");
    boolean named =
        Stream.of(ENDPOINT, "LS_ACCESS_TOKEN", "HYPERDX_API_KEY")
            .anyMatch(name -> !ENVIRONMENT.getOrDefault(name, "").isEmpty());
    System.exit(named ? serve(Map.of()) : receive());
  }

  private static int receive() throws IOException, InterruptedException {
    try (Viewer viewer = viewer()) {
      System.out.println("page at " + viewer.page());
      return serve(
          Map.of(ENDPOINT, viewer.endpoint(), "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
    }
  }

  private static int serve(Map<String, String> backend) throws IOException, InterruptedException {
    String redis = ENVIRONMENT.get("REDIS_URL");
    String mongo = ENVIRONMENT.get("MONGO_URL");
    Stores stores = redis == null || mongo == null ? Stores.start() : null;
    Process server =
        start(
            backend,
            Jvm.of(
                    PingServer.class,
                    Integer.toString(PingServer.DEFAULT_PORT),
                    redis == null ? stores.redisUrl() : redis,
                    mongo == null ? stores.mongoUrl() : mongo)
                .redirectError(Redirect.INHERIT));
    print(server);
    Process client =
        start(
            backend,
            Jvm.of(PingClient.class, "http://127.0.0.1:" + PingServer.DEFAULT_PORT).inheritIO());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(stores, client, server), "end-of-all"));
    client.waitFor();
    return server.waitFor();
  }

  private static Process start(Map<String, String> backend, ProcessBuilder builder)
      throws IOException {
    builder.environment().putAll(backend);
    return builder.start();
  }

  /** Prints what the server prints, and returns once it listens, or has ended. */
  private static void print(Process server) throws InterruptedException {
    CountDownLatch listening = new CountDownLatch(1);
    Thread printer =
        new Thread(
            () -> {
              server
                  .inputReader(UTF_8)
                  .lines()
                  .peek(System.out::println)
                  .filter(line -> line.startsWith(PingServer.LISTENING))
                  .forEach(line -> listening.countDown());
              listening.countDown();
            },
            "server-output");
    printer.setDaemon(true);
    printer.start();
    listening.await();
  }

  /** In this order, and awaited, so that what each still has can be sent. */
  private static void end(Stores stores, Process... processes) {
    for (Process process : processes) {
      process.destroy();
      process.onExit().join();
    }
    if (stores != null) {
      try {
        stores.close();
      } catch (IOException e) {
        System.err.println("Redis did not end: " + e);
      }
    }
  }

  private static Viewer viewer() throws IOException {
    try {
      return Viewer.start(OtlpReceiver.DEFAULT_PORT);
    } catch (BindException e) {
      return Viewer.start(0);
    }
  }
}
