package dev.logline.examples.quickstart;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.viewer.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Starts an OTLP receiver with a web page and the {@link Shop}, prints each log record that
 * arrives, and compares with what was logged.
 *
 * <p>With {@code OTEL_EXPORTER_OTLP_ENDPOINT} set, the shop sends there and nothing is received
 * here.
 */
public final class Quickstart {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final Duration ONE_DAY = Duration.ofSeconds(60);
  private static final Duration FOREVER = Duration.ofDays(10_000);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private Quickstart() {}

  /**
   * Runs until Ctrl-C; or, with {@code --once}, for one day of the shop, and exits with 0 when all
   * of it arrived and with 1 when not.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> arguments = List.of(args);
    boolean once = arguments.equals(List.of("--once"));
    if (!once && !arguments.isEmpty()) {
      System.err.println("usage: quickstart [--once]");
      System.exit(2);
    }
    String endpoint = System.getenv().getOrDefault(ENDPOINT, "");
    boolean whole = endpoint.isEmpty() ? receive(once) : send(once, endpoint);
    System.exit(whole ? 0 : 1);
  }

  private static boolean receive(boolean once) throws IOException, InterruptedException {
    try (Viewer viewer = viewer()) {
      Report report = new Report(System.out);
      viewer.telemetry().addListener(report);
      System.out.println("receiving on " + viewer.endpoint());
      if (!once) {
        System.out.println("page at " + viewer.page());
      }
      ShopProcess shop = ShopProcess.start(once, Map.of(ENDPOINT, viewer.endpoint()));
      // After Ctrl-C there is no way back into this method.
      onExit(
          () -> {
            shop.close(CLOSING);
            report.finish(shop.logged());
          });
      boolean ended = await(shop, once);
      return report.finish(shop.logged()) && ended;
    }
  }

  private static boolean send(boolean once, String endpoint)
      throws IOException, InterruptedException {
    System.out.println("sending to " + endpoint + ", so nothing is received here");
    ShopProcess shop = ShopProcess.start(once, Map.of());
    onExit(() -> shop.close(CLOSING));
    boolean ended = await(shop, once);
    System.out.println("logged " + shop.logged() + " records");
    return ended;
  }

  private static Viewer viewer() throws IOException {
    try {
      return Viewer.start(OtlpReceiver.DEFAULT_PORT);
    } catch (BindException e) {
      System.out.println("port " + OtlpReceiver.DEFAULT_PORT + " is taken, using a free one");
      return Viewer.start(0);
    }
  }

  /** True when the shop ended well, and in time. */
  private static boolean await(ShopProcess shop, boolean once) throws InterruptedException {
    Duration limit = once ? ONE_DAY : FOREVER;
    if (!shop.await(limit)) {
      System.err.println("the shop did not end within " + limit.toSeconds() + " s");
      return false;
    }
    if (shop.exitCode() != 0) {
      System.err.println("the shop ended with exit code " + shop.exitCode());
    }
    return shop.exitCode() == 0;
  }

  private static void onExit(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(action, "exit"));
  }
}
