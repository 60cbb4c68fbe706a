package dev.logline.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.ScopedRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spring Boot resets Logback twice as it starts; nothing of it is lost. */
class ShopTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  private FakeCollector collector;

  @BeforeEach
  void start() {
    collector = FakeCollector.start();
    System.setProperty(ENDPOINT, collector.endpoint());
  }

  @AfterEach
  void stop() {
    Logline.shutdown();
    collector.close();
    System.clearProperty(ENDPOINT);
  }

  private List<String> bodies(Class<?> logger) {
    return collector.scopedRecords().stream()
        .filter(record -> record.scope().getName().equals(logger.getName()))
        .map(ScopedRecord::record)
        .map(record -> record.getBody().getStringValue())
        .toList();
  }

  @Test
  void whatSpringAndTheApplicationLogArrivesOnce() {
    Shop.main(new String[] {"tea", "cake"});
    assertThat(Logline.flush(Duration.ofSeconds(20))).isTrue();
    List<String> bodies = bodies(Shop.class);
    assertThat(bodies).anyMatch(body -> body.startsWith("Starting Shop"));
    assertThat(bodies).anyMatch(body -> body.startsWith("Started Shop"));
    assertThat(bodies).contains("sold tea", "sold cake").doesNotHaveDuplicates();
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("logline-shipper")))
        .hasSize(1);
  }
}
