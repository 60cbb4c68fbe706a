package dev.logline.examples.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;

/** An application that logs as it starts and works, and knows nothing of telemetry. */
@SpringBootApplication
@EnableAsync
public class Shop {
  /** Spring makes it. */
  public Shop() {}

  /** Opens the shop. */
  public static void main(String[] args) {
    SpringApplication.run(Shop.class, args);
  }
}
