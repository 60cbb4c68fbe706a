package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.logline.Logline;
import java.time.Instant;
import java.util.ListResourceBundle;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivedRecordTest extends JulTest {
  private final Logger logger = Logger.getLogger("shop.Orders");

  /** A custom level, as an application would have it. */
  private static final class Custom extends Level {
    private static final long serialVersionUID = 1;

    Custom(String name, int value) {
      super(name, value);
    }
  }

  public static final class Texts extends ListResourceBundle {
    @Override
    protected Object[][] getContents() {
      return new Object[][] {{"order.placed", "Bestellung {0} angenommen"}};
    }
  }

  private io.opentelemetry.proto.logs.v1.LogRecord arrived() {
    return collector.awaitLogRecords(1).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "FINEST, 1",
    "FINER, 5",
    "FINE, 6",
    "CONFIG, 7",
    "INFO, 9",
    "WARNING, 13",
    "SEVERE, 17",
    "ALL, 1",
    "OFF, 21",
  })
  void everyLevelArrivesWithItsSeverityAndItsOwnName(String level, int severity) {
    start();
    logger.log(Level.parse(level), "a record");
    assertThat(arrived().getSeverityNumberValue()).isEqualTo(severity);
    assertThat(arrived().getSeverityText()).isEqualTo(level);
  }

  @Test
  void aCustomLevelKeepsItsName() {
    start();
    logger.log(new Custom("NOTICE", 850), "a record");
    assertThat(arrived().getSeverityNumberValue()).isEqualTo(11);
    assertThat(arrived().getSeverityText()).isEqualTo("NOTICE");
  }

  @Test
  void aLevelMappingIsInForce() {
    start("levelMapping", "FINE=DEBUG,NOTICE=INFO4");
    logger.fine("a record");
    assertThat(arrived().getSeverityNumberValue()).isEqualTo(5);
    assertThat(arrived().getSeverityText()).isEqualTo("FINE");
  }

  @Test
  void parametersArePutIntoTheMessageAndAreNoAttributes() {
    start();
    logger.log(Level.INFO, "order {0} of {1}", new Object[] {17, "acme"});
    assertThat(body(arrived())).isEqualTo("order 17 of acme");
    assertThat(attributes(arrived())).containsOnlyKeys("thread.name");
  }

  @Test
  void aMessageIsLocalizedWithItsResourceBundle() {
    start();
    logger.logrb(Level.INFO, new Texts(), "order.placed", 17);
    assertThat(body(arrived())).isEqualTo("Bestellung 17 angenommen");
  }

  @Test
  void aKeyThatIsNotInTheBundleIsTheMessage() {
    start();
    logger.logrb(Level.INFO, new Texts(), "order.lost {0}", 17);
    assertThat(body(arrived())).isEqualTo("order.lost 17");
  }

  @Test
  void aPatternThatIsBrokenIsTheMessageAsItIs() {
    start();
    logger.log(Level.INFO, "order {0} of {", new Object[] {17});
    assertThat(body(arrived())).isEqualTo("order {0} of {");
  }

  @Test
  void aMessageWithoutParametersIsNoPattern() {
    start();
    logger.info("it's {0}");
    assertThat(body(arrived())).isEqualTo("it's {0}");
  }

  @Test
  void aNullMessageHasNoBodyAlsoWithABundle() {
    start();
    logger.log(Level.INFO, (String) null);
    logger.logrb(Level.INFO, new Texts(), null, 17);
    assertThat(collector.awaitLogRecords(2)).noneMatch(record -> record.hasBody());
  }

  @Test
  void aParameterThatThrowsDoesNotLoseTheRecord() {
    start();
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("not today");
          }
        };
    Object overflowing =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError("not today either");
          }
        };
    Object asserting =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("nor this");
          }
        };
    assertThatCode(
            () -> {
              logger.log(Level.INFO, "order {0}", throwing);
              logger.log(Level.INFO, "order {0}", overflowing);
              logger.log(Level.INFO, "order {0}", asserting);
            })
        .doesNotThrowAnyException();
    assertThat(collector.awaitLogRecords(3)).allMatch(record -> body(record).equals("order {0}"));
  }

  @Test
  void timesAreInNanoseconds() {
    start();
    LogRecord record = new LogRecord(Level.INFO, "a record");
    record.setInstant(Instant.parse("2026-11-20T10:11:12.123456789Z"));
    logger.log(record);
    assertThat(arrived().getTimeUnixNano() % 1_000_000_000).isEqualTo(123_456_789);
    assertThat(arrived().getTimeUnixNano() / 1_000_000_000)
        .isEqualTo(Instant.parse("2026-11-20T10:11:12Z").getEpochSecond());
  }

  @ParameterizedTest
  @CsvSource({"1960-01-01T00:00:00Z", "2300-01-01T00:00:00Z", "2600-01-01T00:00:00Z"})
  void aTimeThatNanosecondsCannotTellIsUnknown(String time) {
    start();
    LogRecord record = new LogRecord(Level.INFO, "a record");
    record.setInstant(Instant.parse(time));
    logger.log(record);
    assertThat(arrived().getTimeUnixNano()).isZero();
    assertThat(arrived().getObservedTimeUnixNano()).isPositive();
  }

  @Test
  void aRecordWithoutALoggerIsOfTheRoot() {
    start();
    Logger.getLogger("").log(new LogRecord(Level.INFO, "no name"));
    collector.awaitLogRecords(1);
    assertThat(collector.scopedRecords().get(0).scope().getName()).isEqualTo("ROOT");
  }

  @Test
  void theThreadsNumberIsThereByOption() {
    start("threadId", "true");
    logger.info("a record");
    assertThat(attributes(arrived()).get("thread.id").getIntValue())
        .isEqualTo(Thread.currentThread().getId());
  }

  @Test
  void aRecordOfAnotherThreadHasNeitherThisThreadsNameNorItsSpan() {
    start("threadId", "true");
    LogRecord record = new LogRecord(Level.INFO, "made elsewhere");
    record.setLongThreadID(4_711);
    inSpan(SPAN_A, () -> logger.log(record));
    assertThat(spanId(arrived())).isEmpty();
    assertThat(attributes(arrived())).containsOnlyKeys("thread.id");
    assertThat(attributes(arrived()).get("thread.id").getIntValue()).isEqualTo(4_711);
  }

  @Test
  void aRecordThatIsOldButComesStraightFromItsLoggerHasItsSpan() {
    start();
    LogRecord record = new LogRecord(Level.INFO, "made an hour ago");
    record.setInstant(Instant.now().minusSeconds(3_600));
    inSpan(SPAN_A, () -> logger.log(record));
    assertThat(spanId(arrived())).isEqualTo(SPAN_A);
  }

  @Test
  void aFormattersTextIsTheBodyWithoutItsLastLineBreak() {
    start("formatter", Bracketing.class.getName());
    logger.info("a record");
    assertThat(body(arrived())).isEqualTo("[a record]");
  }

  public static final class Bracketing extends Formatter {
    @Override
    public String format(LogRecord record) {
      return "[" + formatMessage(record) + "]\r\n";
    }
  }

  @Test
  void aFormatterThatThrowsLeavesTheMessage() {
    start("formatter", Throwing.class.getName());
    logger.info("a record");
    assertThat(body(arrived())).isEqualTo("a record");
    assertThat(configuration.said()).anyMatch(line -> line.contains("the formatter failed"));
  }

  public static final class Throwing extends SimpleFormatter {
    @Override
    public String format(LogRecord record) {
      throw new IllegalStateException("not today");
    }
  }

  @Test
  void aFilterIsAsked() {
    start("filter", OnlyOrders.class.getName());
    logger.info("something else");
    logger.info("order placed");
    assertThat(body(arrived())).isEqualTo("order placed");
  }

  public static final class OnlyOrders implements Filter {
    @Override
    public boolean isLoggable(LogRecord record) {
      return record.getMessage().startsWith("order");
    }
  }

  @Test
  void aFilterThatThrowsHurtsNobody() {
    start("filter", ThrowingFilter.class.getName());
    assertThatCode(() -> logger.info("a record")).doesNotThrowAnyException();
    assertThat(body(arrived())).isEqualTo("a record");
    assertThat(configuration.said()).anyMatch(line -> line.contains("the filter failed"));
  }

  public static final class ThrowingFilter implements Filter {
    @Override
    public boolean isLoggable(LogRecord record) {
      throw new StackOverflowError("not today");
    }
  }

  @Test
  void aHandlerThatIsClosedIsClosedOnce() {
    start();
    logger.info("a record");
    Handler handler = Logger.getLogger("").getHandlers()[0];
    handler.close();
    handler.close();
    logger.info("a record that was on its way");
    handler.flush();
    assertThat(collector.awaitLogRecords(2)).hasSize(2);
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void aNullRecordIsIgnored() {
    start();
    inSpan(
        SPAN_A,
        () -> {
          assertThatCode(() -> Logger.getLogger("").getHandlers()[0].publish(null))
              .doesNotThrowAnyException();
        });
  }
}
