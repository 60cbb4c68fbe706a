package dev.logline.log4j2;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.junit.jupiter.api.Test;

class ReconfigureTest extends CollectorTest {
  private static final int THREADS = 4;
  private static final int RECONFIGURATIONS = 20;
  private static final int RECORDS_EACH = 2_000;

  @Test
  void reconfiguringUnderLoadLosesNothing() throws InterruptedException {
    int records = RECONFIGURATIONS * RECORDS_EACH;
    Semaphore due = new Semaphore(0); // so many more records the threads shall log
    AtomicInteger logged = new AtomicInteger();
    try (TestContext context = start()) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      for (int thread = 0; thread < THREADS; thread++) {
        Logger logger = context.logger("shop.Orders" + thread);
        threads.execute(
            () -> {
              for (int i = 0; i < records / THREADS; i++) {
                due.acquireUninterruptibly();
                logger.info("record {}", logged.getAndIncrement());
              }
            });
      }
      for (int i = 0; i < RECONFIGURATIONS; i++) {
        Configuration before = context.context().getConfiguration();
        due.release(RECORDS_EACH);
        context.context().reconfigure();
        assertThat(context.context().getConfiguration()).isNotSameAs(before);
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
      assertThat(Logline.flush(Duration.ofSeconds(60))).isTrue();
      await().atMost(10, SECONDS).until(() -> threads("logline-report") == 0);
      assertThat(threads("logline-shipper")).isEqualTo(1);
    }
    Set<String> missing =
        IntStream.range(0, records)
            .mapToObj(i -> "record " + i)
            .collect(Collectors.toCollection(HashSet::new));
    collector.logRecords().forEach(record -> missing.remove(body(record)));
    assertThat(missing).isEmpty();
    assertThat(collector.logRecords()).hasSize(records);
    assertThat(Logline.status().lostCount()).isZero();
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void stoppedAppendersLetGoOfThePipelineOnce() {
    try (TestContext context = start()) {
      OtlpAppender appender = context.context().getConfiguration().getAppender("OTLP");
      appender.stop();
      appender.stop();
      context.context().reconfigure();
      context.logger("shop.Orders").info("after it");
      assertThat(body(arrived())).isEqualTo("after it");
    }
  }

  @Test
  void anAppenderInstalledByCodeIsThereAgainAfterAReconfiguration() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    LoglineOptions options = LoglineOptions.builder().endpoint(collector.endpoint()).build();
    OtlpAppender appender = OtlpAppender.install(options);
    try {
      assertThat(appender.isStarted()).isTrue();
      context.getLogger("shop.Orders").error("installed");
      context.reconfigure();
      assertThat(appender.isStopped()).isTrue();
      context.getLogger("shop.Orders").error("installed again");
      assertThat(collector.awaitLogRecords(2))
          .extracting(CollectorTest::body)
          .isEqualTo(List.of("installed", "installed again"));
      assertThat(context.getConfiguration().getRootLogger().getLevel()).isEqualTo(Level.ERROR);
    } finally {
      LogManager.shutdown(context);
    }
  }

  @Test
  void anAppenderInstalledByCodeIsNotHandedOnToWhatStoppedContextsShare() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    OtlpAppender.install(LoglineOptions.builder().endpoint(collector.endpoint()).build());
    LogManager.shutdown(context);
    assertThat(context.getConfiguration()).isInstanceOf(NullConfiguration.class);
    assertThat(context.getConfiguration().getRootLogger().getAppenders()).isEmpty();
  }
}
