package dev.logline.jul;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import java.io.IOException;
import java.util.logging.Logger;

/** What an application does, for tests that need a process. The first argument says which one. */
final class Program {
  private static final Logger LOGGER = Logger.getLogger("shop.Orders");
  private static final Logger QUIET = Logger.getLogger("shop.Quiet");

  private Program() {}

  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "one" -> LOGGER.info("one record");
      case "hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(Program::logAfterTheReset, "hook"));
        LOGGER.info("before the end");
        end(arguments[1]);
      }
      case "busy-hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(Program::logALot, "hook"));
        LOGGER.info("before the end");
      }
      case "install" -> {
        OtlpHandler.install(LoglineOptions.builder().endpoint(arguments[1]).build());
        LOGGER.info("one record");
      }
      case "quiet" -> {
        LOGGER.info("one record");
        waitForInput();
        System.out.println("held back " + (Logline.status().suppressed() > 0));
        System.out.println("lost " + Logline.status().lostCount());
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void end(String how) throws IOException {
    switch (how) {
      case "main" -> {}
      case "exit" -> System.exit(3);
      case "signal" -> waitForInput();
      default -> throw new IllegalArgumentException(how);
    }
  }

  private static void waitForInput() throws IOException {
    int unused = System.in.read();
  }

  /** Logs when LogManager's own hook has done its work. */
  private static void logAfterTheReset() {
    await().atMost(10, SECONDS).until(() -> Program.isOver("Logging-Cleaner"));
    await().atMost(10, SECONDS).until(() -> Program.isOver("logline-levels"));
    LOGGER.info("from the hook");
    LOGGER.fine("from the hook, below INFO");
    QUIET.info("from the hook, refused");
  }

  /** Logs while LogManager's own hook is at its work. */
  private static void logALot() {
    for (int i = 0; i < 100; i++) {
      LOGGER.info("from the hook " + i);
    }
  }

  private static boolean isOver(String thread) {
    return Thread.getAllStackTraces().keySet().stream().noneMatch(t -> t.getName().equals(thread));
  }
}
