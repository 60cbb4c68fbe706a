package dev.logline.jul;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.MemoryHandler;
import org.junit.jupiter.api.Test;

class MemoryHandlerTest extends JulTest {
  private final Logger logger = Logger.getLogger("shop.Orders");

  private static final String TARGET =
      """
      handlers = java.util.logging.MemoryHandler
      java.util.logging.MemoryHandler.target = dev.logline.jul.OtlpHandler
      java.util.logging.MemoryHandler.push = SEVERE
      .level = ALL
      """;

  private static MemoryHandler memoryHandler() {
    return (MemoryHandler) Logger.getLogger("").getHandlers()[0];
  }

  private void logInTwoSpans() {
    inSpan(SPAN_A, () -> logger.info("in A"));
    logger.info("in none");
    inSpan(SPAN_B, () -> logger.info("in B"));
  }

  private void assertEachHasItsOwn(List<LogRecord> records) {
    assertThat(records).extracting(JulTest::body).startsWith("in A", "in none", "in B");
    assertThat(records).extracting(JulTest::spanId).startsWith(SPAN_A, "", SPAN_B);
  }

  @Test
  void itsRecordsCarryTheSpanOfTheirLogCallWhenTheLastOnePushesThem() {
    configure(TARGET);
    await().atMost(5, SECONDS).until(() -> memoryHandler().getFilter() instanceof TraceFilter);
    logInTwoSpans();
    inSpan(SPAN_B, () -> logger.severe("push"));
    List<LogRecord> records = collector.awaitLogRecords(4);
    assertEachHasItsOwn(records);
    assertThat(spanId(records.get(3))).isEqualTo(SPAN_B);
  }

  @Test
  void itsRecordsCarryTheSpanOfTheirLogCallWhenAnotherThreadPushesThem() {
    configure(TARGET);
    await().atMost(5, SECONDS).until(() -> memoryHandler().getFilter() instanceof TraceFilter);
    logInTwoSpans();
    CompletableFuture.runAsync(
            () -> {
              inSpan(SPAN_B, () -> memoryHandler().push());
            })
        .join();
    List<LogRecord> records = collector.awaitLogRecords(3);
    assertEachHasItsOwn(records);
    assertThat(records).noneMatch(record -> attributes(record).containsKey("thread.name"));
  }

  @Test
  void theFilterFromTheConfigurationMissesNotEvenTheFirst() {
    configure(
        TARGET + "java.util.logging.MemoryHandler.filter = " + TraceFilter.class.getName() + "\n");
    logInTwoSpans();
    logger.severe("push");
    assertEachHasItsOwn(collector.awaitLogRecords(4));
  }

  @Test
  void aRecordWhoseSpanIsNotKnownHasNoneRatherThanTheWrongOne() {
    start();
    MemoryHandler memory = inFrontOf(Logger.getLogger("").getHandlers()[0]);
    inSpan(
        SPAN_A,
        () -> memory.publish(new java.util.logging.LogRecord(Level.INFO, "before it is watched")));
    java.util.logging.LogRecord old = new java.util.logging.LogRecord(Level.INFO, "an old one");
    old.setInstant(old.getInstant().minusSeconds(1));
    memory.publish(old);
    java.util.logging.LogRecord other = new java.util.logging.LogRecord(Level.INFO, "other");
    inSpan(
        SPAN_B,
        () -> {
          logger.info("in B, and makes the handler look older things up");
          new TraceFilter().isLoggable(other); // from now on every record is looked at closely
          memory.push();
        });
    assertThat(collector.awaitLogRecords(3))
        .extracting(JulTest::spanId)
        .containsExactly(SPAN_B, "", "");
    LogRecord arrived = collector.logRecords().get(2);
    assertThat(body(arrived)).isEqualTo("an old one");
    assertThat(arrived.getObservedTimeUnixNano() - arrived.getTimeUnixNano())
        .as("nanoseconds until it was pushed")
        .isGreaterThan(999_000_000);
  }

  @Test
  void aHandlerThatWasAddedLaterIsFoundByWhatItPushesOutsideOfASpan() {
    start();
    Logger audit = Logger.getLogger("audit");
    MemoryHandler memory = inFrontOf(Logger.getLogger("").getHandlers()[0]);
    audit.addHandler(memory);
    try {
      await()
          .atMost(10, SECONDS)
          .until(
              () -> {
                for (int i = 0; i < 100; i++) {
                  memory.publish(new java.util.logging.LogRecord(Level.INFO, "kept"));
                }
                memory.push();
                return memory.getFilter() instanceof TraceFilter;
              });
    } finally {
      audit.removeHandler(memory);
    }
  }

  @Test
  void aHandlerThatWasAddedLaterIsWatchedSoonAndKeepsItsFilter() {
    start();
    logger.info("starts");
    collector.awaitLogRecords(1);
    Filter filter = record -> !record.getMessage().equals("secret");
    MemoryHandler memory = inFrontOf(Logger.getLogger("").getHandlers()[0]);
    memory.setFilter(filter);
    Logger audit = Logger.getLogger("audit");
    audit.setUseParentHandlers(false);
    audit.addHandler(memory);
    try {
      MemoryHandlers.watch();
      inSpan(
          SPAN_A,
          () -> {
            audit.info("secret");
            audit.info("public");
          });
      memory.push();
      assertThat(body(collector.awaitLogRecords(2).get(1))).isEqualTo("public");
      assertThat(spanId(collector.logRecords().get(1))).isEqualTo(SPAN_A);
    } finally {
      audit.removeHandler(memory);
      audit.setUseParentHandlers(true);
    }
  }

  private static MemoryHandler inFrontOf(Handler target) {
    return new MemoryHandler(target, 100, Level.OFF);
  }
}
