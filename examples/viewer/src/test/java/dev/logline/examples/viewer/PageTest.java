package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.attribute;
import static dev.logline.examples.viewer.Sender.id;
import static dev.logline.examples.viewer.Sender.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of all views, in a real browser. */
final class PageTest extends InBrowser {
  @Test
  void keepsScriptsInert() throws Exception {
    String evil =
        "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>"
            + "\"'><svg onload=window.hit=1>javascript:window.hit=1";
    Sender sender = new Sender(viewer.endpoint(), evil);
    sender.logs(
        evil,
        record(NOW, 17, evil)
            .setSeverityText(evil)
            .setEventName(evil)
            .setTraceId(id(ShopDemo.FAILED))
            .setSpanId(id("0102030405060708"))
            .addAttributes(attribute(evil, evil))
            .addAttributes(attribute("exception.stacktrace", evil))
            .build());
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(ShopDemo.FAILED))
            .setSpanId(id("0102030405060708"))
            .setName(evil)
            .setStartTimeUnixNano(NOW - 5)
            .setEndTimeUnixNano(NOW + 5)
            .addAttributes(attribute(evil, evil));
    span.addEventsBuilder().setName(evil).addAttributes(attribute(evil, evil));
    span.getStatusBuilder().setCodeValue(2).setMessage(evil);
    sender.spans(span.build());
    NumberDataPoint point =
        NumberDataPoint.newBuilder().setAsInt(1).addAttributes(attribute(evil, evil)).build();
    sender.metrics(
        Metric.newBuilder()
            .setName(evil)
            .setUnit(evil)
            .setDescription(evil)
            .setGauge(Gauge.newBuilder().addDataPoints(point))
            .build());

    List<String> seen = new ArrayList<>();
    for (String path :
        List.of(
            "",
            "?q=%3Cimg%20src=x%20onerror=window.hit=1%3E",
            "traces",
            "traces/" + ShopDemo.FAILED,
            "traces/" + ShopDemo.FAILED + "?record=1",
            "records/1",
            "metrics",
            "losses")) {
      tab.open(viewer.page() + path);
      tab.waitFor("document.getElementById('state').textContent === 'live'");
      if (!path.contains("losses")) {
        tab.waitFor("document.querySelector('main').textContent.includes('onerror')");
      }
      seen.add(tab.text("document.querySelector('main').textContent"));
      assertThat(
              tab.evaluate(
                      "document.querySelectorAll('main script, main img, main svg:not(.chart)').length")
                  .asInt())
          .as(path)
          .isZero();
      assertThat(tab.text("typeof window.hit")).as(path).isEqualTo("undefined");
    }
    assertThat(String.join("", seen)).contains(evil);
  }

  @Test
  void isReadableInLightAndInDark() throws Exception {
    new ShopDemo(viewer.endpoint(), NOW).send(1);
    String script =
        new String(
            PageTest.class.getResourceAsStream("contrast.js").readAllBytes(),
            StandardCharsets.UTF_8);
    for (String scheme : List.of("light", "dark")) {
      tab.prefer(scheme);
      for (String path : List.of("", "traces", "traces/" + ShopDemo.FAILED, "metrics", "losses")) {
        tab.open(viewer.page() + path);
        tab.waitFor("document.querySelector('.space .row, .wf-row, .card, table')");
        if (path.isEmpty()) {
          tab.press("End");
        }
        JsonNode found = tab.evaluate(script);

        assertThat(found.get("texts").asInt()).as(scheme + " /" + path).isGreaterThan(10);
        assertThat(found.get("poor")).as(scheme + " /" + path).isEmpty();
      }
      assertThat(tab.text("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo(scheme.equals("light") ? "rgb(255, 255, 255)" : "rgb(20, 23, 28)");
    }
  }
}
