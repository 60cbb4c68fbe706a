package dev.logline.examples.springboot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders; what is sold out cannot be had. */
@RestController
class Orders {
  private static final Logger logger = LoggerFactory.getLogger(Orders.class);

  private final Parcels parcels;

  Orders(Parcels parcels) {
    this.parcels = parcels;
  }

  @PostMapping("/orders")
  String order(@RequestParam("article") String article, @RequestParam("customer") String customer) {
    MDC.put("customer", customer);
    try {
      logger.info("ordered {}", article);
      if (article.equals("unicorn")) {
        throw new SoldOutException(article);
      }
      parcels.send(article);
      return "on its way\n";
    } finally {
      MDC.remove("customer");
    }
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  String soldOut(SoldOutException e) {
    logger.error("cannot sell it", e);
    return e.getMessage() + "\n";
  }
}
