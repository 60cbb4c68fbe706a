package dev.logline.examples.springboot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that logs as it starts and works, and knows nothing of telemetry. */
@SpringBootApplication
public class Shop implements CommandLineRunner {
  private static final Logger logger = LoggerFactory.getLogger(Shop.class);

  /** Spring makes it. */
  public Shop() {}

  /** Starts the shop; it sells what the arguments say, and ends. */
  public static void main(String[] args) {
    SpringApplication.run(Shop.class, args);
  }

  @Override
  public void run(String... articles) {
    for (String article : articles) {
      logger.info("sold {}", article);
    }
  }
}
