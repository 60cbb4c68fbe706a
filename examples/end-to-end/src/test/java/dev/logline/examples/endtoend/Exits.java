package dev.logline.examples.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that logs through Logback and ends in the way its argument says. */
final class Exits {
  static final int RECORDS = 5_000;
  static final String READY = "ready to be ended";

  private static final Logger logger = LoggerFactory.getLogger("test.Exits");

  private Exits() {}

  public static void main(String[] args) {
    for (int i = 0; i < RECORDS; i++) {
      logger.info("record {}", i);
    }
    switch (args[0]) {
      case "main" -> {}
      case "exit" -> System.exit(0);
      case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(Exits::logLate));
      case "signal and hook" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(Exits::logLate));
        LockSupport.park();
      }
      case "signal" -> {
        System.out.println(READY);
        LockSupport.park();
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Late enough for every other hook to be done. */
  private static void logLate() {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    for (int i = 0; i < 10; i++) {
      logger.info("from the hook {}", i);
    }
  }
}
