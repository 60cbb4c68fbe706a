package dev.logline.examples.quickstart;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends what was paid; logs through java.util.logging. */
final class Parcels {
  private static final Logger log = Logger.getLogger("shop.Parcels");

  void open(int id) {
    log.log(Level.CONFIG, "#{0} sending parcels", id(id));
  }

  void send(int id, int order) {
    log.log(Level.INFO, "#{0} order {1} sent", new Object[] {id(id), id(order)});
  }

  void count(int id) {
    log.log(Level.FINE, "#{0} counting parcels", id(id));
  }

  void close(int id) {
    log.log(Level.WARNING, "#{0} no more parcels", id(id));
  }

  /** As text: the format of this framework would write 1000 as "1,000". */
  private static String id(int id) {
    return Integer.toString(id);
  }
}
