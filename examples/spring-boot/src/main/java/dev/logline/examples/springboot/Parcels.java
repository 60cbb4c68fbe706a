package dev.logline.examples.springboot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Sends parcels while the customer is already gone. */
@Component
class Parcels {
  private static final Logger logger = LoggerFactory.getLogger(Parcels.class);

  @Async
  public void send(String article) {
    logger.info("sent {}", article);
  }
}
