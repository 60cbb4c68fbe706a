package dev.logline.examples.ping;

/** Counts pings in Redis and remembers them in MongoDB. */
final class Answerer implements Answering {
  private final PingCounter counter;
  private final PingMemory memory;

  Answerer(PingCounter counter, PingMemory memory) {
    this.counter = counter;
    this.memory = memory;
  }

  @Override
  public String answer(String sender) {
    RuntimeException failed = null;
    long count = -1;
    try {
      count = counter.count();
    } catch (RuntimeException e) {
      failed = e;
    }
    try {
      memory.remember(sender, count);
    } catch (RuntimeException e) {
      if (failed == null) {
        failed = e;
      } else {
        failed.addSuppressed(e);
      }
    }
    if (failed != null) {
      throw failed;
    }
    return "pong " + count;
  }
}
