package dev.logline.examples.viewer;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the viewer alone, as a backend for programs in any language, until Ctrl-C. */
public final class Main {
  private Main() {}

  /** Exits with 2 when an option makes no sense, and with 1 when it cannot listen. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(ViewerOptions.USAGE);
      return;
    }
    ViewerOptions options;
    try {
      options = ViewerOptions.parse(List.of(args));
    } catch (ViewerOptions.Wrong e) {
      System.err.println("viewer: " + e.getMessage() + "; --help lists the options");
      System.exit(2);
      return;
    }
    try (Viewer viewer = Viewer.start(options)) {
      System.out.println("page at " + viewer.page());
      System.out.println("receiving on " + viewer.endpoint());
      if (!options.host().isLoopbackAddress()) {
        System.out.println("whoever reaches that port can read all that is here, and add to it");
      }
      new CountDownLatch(1).await();
    } catch (BindException e) {
      System.err.printf(
          "viewer: --host %s --port %d cannot be listened on: %s%n",
          options.host().getHostAddress(), options.port(), e.getMessage());
      System.exit(1);
    }
  }
}
