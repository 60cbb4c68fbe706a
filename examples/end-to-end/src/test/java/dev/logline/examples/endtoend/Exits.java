package dev.logline.examples.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** An application that logs through the framework, and ends in the way, that its arguments say. */
final class Exits {
  static final int RECORDS = 5_000;
  static final String READY = "ready to be ended";

  private Exits() {}

  public static void main(String[] args) {
    Consumer<String> logger = logger(args[0]);
    for (int i = 0; i < RECORDS; i++) {
      logger.accept("record " + i);
    }
    Thread hook = new Thread(() -> logLate(logger));
    switch (args[1]) {
      case "main" -> {}
      case "exit" -> System.exit(0);
      case "hook" -> Runtime.getRuntime().addShutdownHook(hook);
      case "signal and hook" -> {
        Runtime.getRuntime().addShutdownHook(hook);
        LockSupport.park();
      }
      case "signal" -> {
        System.out.println(READY);
        LockSupport.park();
      }
      default -> throw new IllegalArgumentException(args[1]);
    }
  }

  private static Consumer<String> logger(String framework) {
    return switch (framework) {
      case "logback" -> LoggerFactory.getLogger("test.Exits")::info;
      case "log4j2" -> LogManager.getLogger("test.Exits")::info;
      default -> throw new IllegalArgumentException(framework);
    };
  }

  /** Late enough for every other hook to be done. */
  private static void logLate(Consumer<String> logger) {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    for (int i = 0; i < 10; i++) {
      logger.accept("from the hook " + i);
    }
  }
}
