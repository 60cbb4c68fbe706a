package dev.logline.examples.workers;

import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a checkpoint of itself between two records. Nothing here is for Logline: with {@code
 * org.crac} on the class path it delivers what it can before, holds nothing open, and is an
 * instance of its own after each restore.
 */
final class Checkpointed {
  static final String UNSUPPORTED = "this JVM takes no checkpoints";

  private static final Logger LOG = LoggerFactory.getLogger("workers.Checkpointed");

  private Checkpointed() {}

  public static void main(String[] args) throws Exception {
    LOG.info("warmed up");
    try {
      Core.checkpointRestore();
    } catch (UnsupportedOperationException e) {
      LOG.warn(UNSUPPORTED);
    }
    LOG.info("serving");
  }
}
