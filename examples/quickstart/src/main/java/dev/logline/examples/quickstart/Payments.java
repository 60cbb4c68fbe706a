package dev.logline.examples.quickstart;

import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Asks for money; logs through Log4j2. */
final class Payments {
  private static final Logger log = LogManager.getLogger("shop.Payments");

  void open(int id) {
    log.info("#{} taking money", id);
  }

  @SuppressWarnings("try") // the context is there to be closed
  void charge(int id, int order) {
    try (var context = CloseableThreadContext.put("order.id", Integer.toString(order))) {
      log.info("#{} order {} paid", id, order);
    }
  }

  void count(int id) {
    log.debug("#{} counting money", id);
  }

  void close(int id) {
    log.error("#{} the till does not close", id, new IllegalStateException("a coin is stuck"));
  }
}
