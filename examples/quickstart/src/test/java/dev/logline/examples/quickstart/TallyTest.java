package dev.logline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.examples.receiver.ReceivedMetric;
import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TallyTest {
  private static final List<String> METRICS =
      List.of("shop.orders", "shop.revenue", "shop.parcels.waiting", "shop.order.duration");

  private final Tally tally = new Tally();

  @Test
  void findsADayWhole() {
    receive(1, 27);
    IntStream.rangeClosed(1, 6).forEach(order -> tally.onSpan(span(order)));
    METRICS.forEach(this::metric);

    assertThat(tally.problems(27)).isEmpty();
    assertThat(tally.summary(27))
        .isEqualTo(
            "received 27 records from 3 frameworks, 18 in 6 traces, 6 spans, 4 metrics; lost 0");
  }

  @Test
  void namesWhatIsMissing() {
    receive(1, 16);
    receive(18, 27);
    IntStream.rangeClosed(2, 6).forEach(order -> tally.onSpan(span(order)));
    METRICS.subList(1, 4).forEach(this::metric);

    assertThat(tally.problems(27))
        .containsExactly(
            "record #17 of shop.Payments is missing",
            "the span of order 1 is missing",
            "the metric shop.orders is missing");
    assertThat(tally.summary(27))
        .isEqualTo(
            "received 26 records from 3 frameworks, 17 in 6 traces, 5 spans, 3 metrics; lost 1");
  }

  @Test
  void losesADayThatNeverCame() {
    receive(1, 27);

    assertThat(tally.summary(54)).endsWith("; lost 27");
  }

  @Test
  void doesNotExpectWhatWasNotLogged() {
    assertThat(tally.problems(0)).isEmpty();
    assertThat(tally.summary(0)).endsWith("0 metrics; lost 0");
  }

  @Test
  void countsARecordThatCameTwiceOnce() {
    receive(1, 27);
    receive(5, 5);

    assertThat(tally.summary(27))
        .startsWith("received 27 records")
        .endsWith("lost 0; 1 came twice");
  }

  @Test
  void countsARecordOfADayThatWasComplete() {
    receive(1, 27);
    IntStream.rangeClosed(1, 6).forEach(order -> tally.onSpan(span(order)));
    receive(5, 5);

    assertThat(tally.summary(27)).contains("18 in 6 traces").endsWith("lost 0; 1 came twice");
  }

  @Test
  void doesNotTakeOthersForItsOwn() {
    tally.onRecord(record("other.Logger", "", "", "#1 hello"));

    assertThat(tally.summary(27)).endsWith("lost 27; 1 not of this program");
  }

  @Test
  void noticesARecordOfTheWrongLogger() {
    tally.onRecord(record("shop.Parcels", "", "", "#1 hello"));

    assertThat(tally.problems(27)).contains("record #1 of shop.Orders came from shop.Parcels");
  }

  @Test
  void noticesRecordsInTheWrongSpan() {
    tally.onRecord(record("shop.Orders", "t1", "s1", "#1 outside"));
    tally.onRecord(record("shop.Orders", "", "", "#4 in order 1"));
    tally.onRecord(record("shop.Orders", "t1", "s1", "#7 in order 2"));
    tally.onSpan(span(2));

    assertThat(tally.problems(27))
        .contains(
            "record #1 of shop.Orders is in a trace, and was logged outside of one",
            "record #4 of shop.Orders is in no trace",
            "record #7 of shop.Orders is in another span than its order's");
  }

  /** Records as the shop makes them: of each logger in turn, and 4 to 21 in orders. */
  private void receive(int first, int last) {
    for (int id = first; id <= last; id++) {
      boolean inOrder = id > 3 && id <= 21;
      int order = (id - 1) / 3;
      tally.onRecord(
          record(
              Day.LOGGERS.get((id - 1) % 3),
              inOrder ? "t" + order : "",
              inOrder ? "s" + order : "",
              "#" + id + " something"));
    }
  }

  private static ReceivedRecord record(String logger, String trace, String span, String body) {
    return new ReceivedRecord(
        Instant.EPOCH, 9, "INFO", logger, trace, span, body, Map.of(), Map.of());
  }

  private static ReceivedSpan span(int order) {
    return new ReceivedSpan(
        "t" + order,
        "s" + order,
        "",
        "order",
        Instant.EPOCH,
        Instant.EPOCH,
        "shop",
        Map.of("order.id", (long) order),
        Map.of());
  }

  private void metric(String name) {
    tally.onMetric(new ReceivedMetric(name, "", "sum", 1, "shop", Map.of()));
  }
}
