package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.HostileThrowable;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and throwables of an application that fail when they are read: the record arrives. */
class HostileObjectsTest extends TelemetryFixture {

  private Intake<Object> objects() {
    return Intake.open(
        LoglineOptions.builder().set("endpoint", collector.endpoint()).build(),
        status(),
        "test-appender",
        (object, record) -> {
          record.body("logged");
          if (object instanceof Throwable thrown) {
            record.exception(thrown);
          } else {
            record.field("value", object);
          }
          record.attribute("after", "the value");
        });
  }

  private Map<String, String> attributesOf(Object object) {
    objects().accept("shop.Orders", object);
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(bodies()).containsExactly("logged");
    Map<String, String> attributes = new HashMap<>();
    for (KeyValue attribute : collector.logRecords().get(0).getAttributesList()) {
      attributes.put(attribute.getKey(), attribute.getValue().getStringValue());
    }
    assertThat(attributes).containsEntry("after", "the value");
    return attributes;
  }

  static Stream<HostileThrowable> throwables() {
    return HostileThrowable.all();
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void aThrowableThatFailsWhenItIsReadArrives(HostileThrowable thrown) {
    assertThat(attributesOf(thrown.make()))
        .containsEntry("exception.type", HostileThrowable.TYPE)
        .hasEntrySatisfying("exception.stacktrace", text -> assertThat(text).isNotEmpty());
  }

  static Stream<Throwable> played() {
    return HostileThrowable.played();
  }

  @ParameterizedTest
  @MethodSource("played")
  void aMapThatFailsWhenItIsReadIsMarked(Throwable played) {
    Map<String, String> map =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, String>> entrySet() {
            throw HostileThrowable.thrown(played);
          }
        };
    assertThat(attributesOf(map).get("value"))
        .startsWith("[FAILED iterator(): ")
        .contains(played.getClass().getName());
  }

  @ParameterizedTest
  @MethodSource("played")
  void aListThatFailsWhenItIsReadIsMarked(Throwable played) {
    List<String> list =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw HostileThrowable.thrown(played);
          }

          @Override
          public int size() {
            return 1;
          }
        };
    assertThat(attributesOf(list).get("value"))
        .startsWith("[FAILED iterator(): ")
        .contains(played.getClass().getName());
  }

  @ParameterizedTest
  @MethodSource("played")
  void aValueThatFailsWhenItIsReadIsMarked(Throwable played) {
    Object value =
        new Object() {
          @Override
          public String toString() {
            throw HostileThrowable.thrown(played);
          }
        };
    assertThat(attributesOf(value).get("value"))
        .startsWith("[FAILED toString(): ")
        .contains(played.getClass().getName());
  }

  @Test
  void tenThousandAttributesAreCutAndCounted() {
    Intake<Integer> intake =
        Intake.open(
            LoglineOptions.builder().set("endpoint", collector.endpoint()).build(),
            status(),
            "test-appender",
            (count, record) -> {
              for (int i = 0; i < count; i++) {
                record.field("key" + i, "value");
              }
            });
    intake.accept("shop.Orders", 10_000);
    assertThat(Logline.flush(LONG)).isTrue();
    LogRecord record = collector.logRecords().get(0);
    assertThat(record.getAttributesCount()).isEqualTo(128);
    assertThat(record.getDroppedAttributesCount()).isEqualTo(10_000 - 128);
  }
}
