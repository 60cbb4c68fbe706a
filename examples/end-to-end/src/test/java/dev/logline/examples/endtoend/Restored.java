package dev.logline.examples.endtoend;

import dev.logline.Logline;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that takes a checkpoint of itself between two records. */
final class Restored {
  private Restored() {}

  public static void main(String[] args) throws Exception {
    Logger logger = LoggerFactory.getLogger("test.Restored");
    logger.info("before the checkpoint");
    if (!Logline.flush(Duration.ofSeconds(10))) {
      throw new IllegalStateException("not delivered");
    }
    org.crac.Core.checkpointRestore();
    logger.info("after the restore");
  }
}
