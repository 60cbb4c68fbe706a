package dev.logline.examples.quickstart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders; logs through SLF4J and Logback. */
final class Orders {
  private static final Logger log = LoggerFactory.getLogger("shop.Orders");

  void open(int id) {
    log.info("#{} taking orders", id);
  }

  void take(int id, int order) {
    log.atInfo()
        .addKeyValue("order.id", order)
        .addArgument(id)
        .addArgument(order)
        .log("#{} order {} taken");
  }

  void count(int id) {
    log.debug("#{} counting orders", id);
  }

  void close(int id) {
    log.warn("#{} no more orders", id);
  }
}
