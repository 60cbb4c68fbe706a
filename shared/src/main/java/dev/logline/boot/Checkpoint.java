package dev.logline.boot;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * A checkpoint of the process, and its restore, where {@code org.crac} is on the class path: what
 * can be delivered is delivered, connections and files are closed, and each process that is
 * restored from the image is an instance of its own.
 *
 * <p>Source: the specification of CRaC (Coordinated Restore at Checkpoint), {@code org.crac} 1.5.
 */
final class Checkpoint implements Resource {
  private static Checkpoint registered; // here, because a context keeps its resources weakly

  private Checkpoint() {}

  /** Registers, once. */
  static synchronized void register() {
    if (registered == null) {
      Checkpoint checkpoint = new Checkpoint();
      Core.getGlobalContext().register(checkpoint);
      registered = checkpoint;
    }
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Telemetry.suspend();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    Telemetry.resume();
  }
}
