package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.testkit.HostileThrowable;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;
import org.junit.jupiter.api.Test;

/** Events whose contents fail when they are read, or are far too many. */
class HostileEventsTest extends CollectorTest {

  @Test
  void aThreadContextOfTenThousandKeysIsCutAndCounted() {
    try (TestContext context =
        TestContext.start(TestContext.xml(Map.of("endpoint", collector.endpoint()), "INFO"))) {
      for (int i = 0; i < 10_000; i++) {
        ThreadContext.put("key" + i, "value");
      }
      context.logger("shop.Orders").info("full");
      LogRecord record = collector.awaitLogRecords(1).get(0);
      assertThat(record.getAttributesCount()).isEqualTo(128);
      assertThat(record.getDroppedAttributesCount()).isEqualTo(10_001 - 128); // and thread.name
    } finally {
      ThreadContext.clearAll();
    }
  }

  @Test
  void aMapMessageWhoseValuesFailArrivesMarked() {
    List<Throwable> played = HostileThrowable.played().toList();
    try (TestContext context =
        TestContext.start(TestContext.xml(Map.of("endpoint", collector.endpoint()), "INFO"))) {
      for (Throwable thrown : played) {
        Object value =
            new Object() {
              @Override
              public String toString() {
                throw HostileThrowable.thrown(thrown);
              }
            };
        context
            .logger("shop.Orders")
            .info(new MapMessage<>(Map.of("message", "hostile", "value", value)));
      }
      assertThat(collector.awaitLogRecords(played.size()))
          .extracting(record -> text(record, "value"))
          .allMatch(value -> value.startsWith("[FAILED toString(): "));
    }
    assertThat(Logline.status().lostCount()).isZero();
  }
}
