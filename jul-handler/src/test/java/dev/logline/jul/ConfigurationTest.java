package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.ErrorManager;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest extends JulTest {
  private final Logger logger = Logger.getLogger("shop.Orders");

  @ParameterizedTest
  @CsvSource({
    "level, LOUD, is not a level of java.util.logging",
    "rootLevel, LOUD, is not a level of java.util.logging",
    "levelMapping, FINE=QUIET, is not LEVEL=SEVERITY",
    "threadId, maybe, is neither true nor false",
    "filter, no.such.Filter, cannot be made a java.util.logging.Filter",
    "filter, java.lang.String, cannot be made a java.util.logging.Filter",
    "formatter, no.such.Formatter, cannot be made a java.util.logging.Formatter",
    "protocol, carrier-pigeon, is none of",
    "bufferBytes, much, is not a number of bytes",
    "flushTimeout, soon, is not a time",
    "certificate, /no/such/ca.pem, is not a readable file",
  })
  void aValueThatDoesNotFitIsSaidAndIgnored(String option, String value, String why) {
    start(option, value);
    logger.info("the application runs on");
    assertThat(collector.awaitLogRecords(1)).hasSize(1);
    assertThat(configuration.said())
        .anySatisfy(
            line -> assertThat(line).contains("ERROR", option, value, why, "it is ignored"));
  }

  @Test
  void unknownOptionsInTheFileAreSaid(@TempDir Path directory) {
    Path file = directory.resolve("logging.properties");
    String properties =
        "handlers = dev.logline.jul.OtlpHandler"
            + endpointProperty()
            + "dev.logline.jul.OtlpHandler.endpiont = http://localhost:1\n"
            + "dev.logline.jul.OtlpHandler.header = authorization=Bearer S3CRET\n";
    withConfigurationFile(file, properties, () -> configuration = JulConfiguration.of(properties));
    withConfigurationFile(file, properties, () -> logger.info("the application runs on"));
    assertThat(collector.awaitLogRecords(1)).hasSize(1);
    assertThat(configuration.said())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("unknown option endpiont='http://localhost:1'", "endpoint,"))
        .anySatisfy(line -> assertThat(line).contains("unknown option header='***'"))
        .noneSatisfy(line -> assertThat(line).contains("S3CRET"));
  }

  private static void withConfigurationFile(Path file, String properties, Runnable task) {
    try {
      Files.writeString(file, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("java.util.logging.config.file", file.toString());
    try {
      task.run();
    } finally {
      System.clearProperty("java.util.logging.config.file");
    }
  }

  @Test
  void rootLevelSetsTheLevelOfTheRootLogger() {
    configure(
        """
        handlers = dev.logline.jul.OtlpHandler
        .level = INFO
        dev.logline.jul.OtlpHandler.rootLevel = FINE
        """);
    logger.info("makes the handler");
    logger.fine("passes now");
    assertThat(collector.awaitLogRecords(2)).extracting(JulTest::body).contains("passes now");
  }

  @Test
  void withoutALevelTheHandlerTakesAllThatItsLoggerPassesOn() {
    start();
    assertThat(Logger.getLogger("").getHandlers()[0].getLevel()).isEqualTo(Level.ALL);
  }

  @Test
  void anErrorManagerOfTheApplicationsHearsWarningsAndErrors() {
    start();
    logger.info("starts");
    List<String> heard = new ArrayList<>();
    OtlpHandler handler = (OtlpHandler) Logger.getLogger("").getHandlers()[0];
    handler.setErrorManager(
        new ErrorManager() {
          @Override
          public synchronized void error(String message, Exception cause, int code) {
            heard.add(message);
            throw new IllegalStateException("and fails");
          }
        });
    JulStatus status = new JulStatus(handler);
    status.info("not this");
    status.warn("this");
    assertThat(heard).containsExactly("Logline WARN: this");
    assertThat(configuration.said()).contains("Logline WARN: this");
    assertThat(configuration.said()).noneMatch(line -> line.contains("not this"));
  }

  @Test
  void installReplacesTheHandlerThatIsThere() {
    start();
    logger.info("through the first");
    OtlpHandler installed =
        OtlpHandler.install(LoglineOptions.builder().endpoint(collector.endpoint()).build());
    assertThat(Logger.getLogger("").getHandlers()).containsExactly(installed);
    logger.info("through the second");
    assertThat(collector.awaitLogRecords(2))
        .extracting(JulTest::body)
        .containsExactly("through the first", "through the second");
  }

  @Test
  void aSecondHandlerWithAnotherEndpointSaysThatItHasNoEffect() {
    start();
    logger.info("through the first");
    OtlpHandler second =
        OtlpHandler.install(LoglineOptions.builder().endpoint("http://localhost:1").build());
    assertThat(configuration.said())
        .anyMatch(
            line ->
                line.contains("endpoint: 'http://localhost:1' has no effect")
                    && line.contains(collector.endpoint()));
    second.close();
  }

  @Test
  void readingTheConfigurationAgainLosesNothingAndLeavesNoThread() {
    start();
    logger.info("record");
    collector.awaitLogRecords(1);
    String properties =
        "handlers = dev.logline.jul.OtlpHandler\n.level = ALL\n" + endpointProperty();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger received = new AtomicInteger(); // by a handler, closed or not
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread thread = new Thread(() -> logUntil(ended, received), "application-" + i);
      thread.start();
      threads.add(thread);
    }
    for (int i = 0; i < 50; i++) {
      JulConfiguration.read(properties);
      logger.info("record"); // makes the new handler
    }
    ended.set(true);
    threads.forEach(ConfigurationTest::join);
    assertThat(Logline.flush(java.time.Duration.ofSeconds(60))).isTrue();
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(Logline.status().delivered()).isGreaterThanOrEqualTo(51 + received.get());
    assertThat(threadsOfOurs("logline-shipper")).isEqualTo(1);
    assertThat(threadsOfOurs("logline-watch") + threadsOfOurs("logline-levels")).isZero();
    assertThat(Logger.getLogger("").getHandlers()).hasSize(1);
  }

  private void logUntil(AtomicBoolean ended, AtomicInteger received) {
    while (!ended.get()) {
      logger.info("record"); // arrives unless it meets the moment without a handler
      for (var handler : Logger.getLogger("").getHandlers()) {
        java.util.logging.LogRecord record =
            new java.util.logging.LogRecord(Level.INFO, "to a handler");
        handler.publish(record);
        received.incrementAndGet();
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).isFalse();
  }

  private static long threadsOfOurs(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  @Test
  void resetTakesTheHandlerAwayForGood() {
    start();
    logger.info("arrives");
    LogManager.getLogManager().reset();
    logger.severe("does not");
    assertThat(collector.awaitLogRecords(1)).hasSize(1);
    assertThat(Logger.getLogger("").getHandlers()).isEmpty();
  }
}
